"""parquet.py SCORES.csv SCORES.parquet: the same rows, columns and values; labels, roles and the key's fingerprint are there."""

import csv
import sys

import duckdb
import pyarrow.parquet

scores, parquet = sys.argv[1:]
with open(scores, newline="") as file:
    reader = csv.DictReader(file)
    rows = list(reader)
    names = reader.fieldnames


def text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def compare(who, found_names, found_rows):
    assert list(found_names) == names, (who, found_names, names)
    assert len(found_rows) == len(rows), (who, len(found_rows), len(rows))
    compared = 0
    for number, (found, expected) in enumerate(zip(found_rows, rows), 2):
        for name, value in zip(names, found):
            assert text(value) == expected[name], (who, "row", number, name, value, expected[name])
            compared += 1
    print(f"{who}: {compared} values of {len(rows)} rows equal those of the CSV file")


table = pyarrow.parquet.read_table(parquet)
compare(f"pyarrow {pyarrow.__version__}", table.schema.names, list(zip(*(column.to_pylist() for column in table.columns))))
assert table.schema.field("trust").metadata[b"verbond:label"] == b"Trust"
assert table.schema.field("trust").metadata[b"verbond:role"] == b"score"
assert table.schema.field("distrust").metadata[b"verbond:role"] == b"alert"
assert table.schema.metadata[b"verbond:sha256"].decode() == rows[0]["sha256"]

found = duckdb.sql(f"select * from read_parquet('{parquet}')")
compare(f"duckdb {duckdb.__version__}", found.columns, found.fetchall())
