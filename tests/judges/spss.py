"""spss.py SCORES.csv SCORES.sav: what pyreadstat finds in the .sav file is what stands in the CSV file with answers and causes."""

import csv
import math
import sys

import pyreadstat

scores, sav = sys.argv[1:]
with open(scores, newline="") as file:
    reader = csv.DictReader(file)
    rows, names = list(reader), reader.fieldnames
items = [name.removesuffix(".missing") for name in names if name.endswith(".missing")]
causes = ["unanswered", "none", "not asked", "not valid"]

plain, meta = pyreadstat.read_sav(sav)
coded, coded_meta = pyreadstat.read_sav(sav, user_missing=True)
expected = [name for name in names if not name.endswith(".missing")]
assert list(plain.columns) == expected, (list(plain.columns), expected)
assert len(plain) == len(rows)

compared = 0
for name in expected:
    labels = meta.variable_value_labels.get(name, {})
    for number, (found, code, row) in enumerate(zip(plain[name], coded[name], rows), 2):
        place = (name, "row", number, found, code, row[name])
        if name in items:
            cause = row[f"{name}.missing"]
            if cause:
                low = min(labels)
                assert code == low + len(causes) - 1 - causes.index(cause), place
                assert found is None or math.isnan(found), place
            else:
                assert found == float(row[name]), place
        elif name == "level":
            order = {"weak": 1, "fair": 2, "strong": 3, "": None}
            assert (found == order[row[name]]) or (row[name] == "" and math.isnan(found)), place
        elif row[name] in ("true", "false"):
            assert found == {"true": 1, "false": 0}[row[name]] and labels[found] in ("raised", "not raised"), place
        elif row[name] == "":
            assert found in (None, "") or (isinstance(found, float) and math.isnan(found)), place
        elif meta.readstat_variable_types[name] == "double" and name != "date":
            assert found == float(row[name]), place
        else:
            assert str(found) == row[name], place
        compared += 1
labels = meta.column_names_to_labels
assert labels["trust"] == "Vertrouwen", labels["trust"]
assert meta.variable_value_labels["level"][1.0] == "Vraagt aandacht", meta.variable_value_labels["level"]
assert meta.variable_measure["trust"] == "scale" and meta.variable_measure["level"] == "ordinal", meta.variable_measure
assert meta.variable_measure["informant"] == "nominal"
assert all(coded_meta.missing_ranges[item] for item in items), coded_meta.missing_ranges
assert meta.file_encoding == "UTF-8", meta.file_encoding
assert any("alliance-monitor@" in note for note in meta.notes), meta.notes
print(f"pyreadstat {pyreadstat.__version__}: {compared} values of {len(rows)} rows equal those of the CSV file, with labels, levels and causes")
