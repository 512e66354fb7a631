"""Opens a file of a translator in a program of translators, changes one target, and saves it.

usage: translators.py FILE.po | FILE.xlf | FILE.xlsx
"""

import sys

CHANGED = 'CHANGED BY A TRANSLATOR <&> "so"'


def po(path):
    from translate.storage import factory

    store = factory.getobject(path)
    units = [unit for unit in store.units if not unit.isheader()]
    assert len(units) > 50 and all(unit.source and unit.target for unit in units), len(units)
    changed = [unit for unit in units if unit.getcontext() == "score trust"]
    assert len(changed) == 1
    changed[0].target = CHANGED
    store.save()
    return f"translate-toolkit reads {len(units)} messages"


def xliff(path):
    from lxml import etree

    from translate.storage.xliff2 import Xliff2File

    store = Xliff2File.parsefile(path)
    units = list(store.units)
    assert len(units) > 50 and all(unit.source and unit.target for unit in units), (len(units), units[0].source, units[0].target)
    at = [unit.get("name") for unit in etree.parse(path).iter("{urn:oasis:names:tc:xliff:document:2.0}unit")].index("score trust")
    units[at].target = CHANGED
    store.save()
    return f"translate-toolkit reads {len(units)} units of XLIFF 2"


def spreadsheet(path):
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book["texts"]
    head = [cell.value for cell in sheet[1]]
    rows = {row[head.index("path")].value: row for row in sheet.iter_rows(min_row=2)}
    assert len(rows) > 50
    rows["score trust"][head.index("target")].value = CHANGED
    book.save(path)
    return f"openpyxl reads {len(rows)} rows"


path = sys.argv[1]
print({"po": po, "xlf": xliff, "xlsx": spreadsheet}[path.rsplit(".", 1)[1]](path))
