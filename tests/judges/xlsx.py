"""xlsx.py SCORES.csv SCORES.xlsx, or xlsx.py --shown SCORES.csv SHOWN.csv: the workbook, or what LibreOffice shows of it, says what the CSV says."""

import csv
import datetime
import sys

shown = sys.argv[1] == "--shown"
scores, other = sys.argv[-2:]
with open(scores, newline="") as file:
    rows = list(csv.reader(file))


def text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def compare(who, found, near=False):
    assert len(found) == len(rows), (who, len(found), len(rows))
    compared = 0
    for number, (one, two) in enumerate(zip(found, rows), 1):
        for name, value, expected in zip(rows[0], one, two):
            if near and value != expected and value.lower() != expected:
                # A score is shown with two decimals.
                assert abs(float(value) - float(expected)) <= 0.00500001, (who, "row", number, name, value, expected)
            elif not near:
                assert text(value) == expected, (who, "row", number, name, value, expected)
            compared += 1
    print(f"{who}: {compared} cells equal those of the CSV file")


if shown:
    with open(other, newline="") as file:
        compare("LibreOffice", list(csv.reader(file)), near=True)
else:
    import openpyxl

    book = openpyxl.load_workbook(other)
    sheet = book["Scores"]
    compare(f"openpyxl {openpyxl.__version__}", list(sheet.iter_rows(values_only=True)))
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, (sheet.freeze_panes, sheet.auto_filter.ref)
    at = rows[0].index("trust") + 1
    assert sheet.cell(2, at).number_format == "0.00", sheet.cell(2, at).number_format
    assert sheet.cell(2, rows[0].index("date") + 1).number_format == "yyyy-mm-dd"
    codebook = {row[0]: row for row in book["Codebook"].iter_rows(values_only=True)}
    assert codebook["trust"][5].startswith("mean of"), codebook["trust"]
    assert "from 1" in codebook["level"][4], codebook["level"]
    assert set(codebook) == set(rows[0]) | {"column"}, set(codebook) ^ set(rows[0])
    assert book["About"]["B2"].value == "alliance-monitor"
