"""Fifty million simulated administrations of twelve items, scored in DuckDB by the SQL that Verbond writes, from Parquet to Parquet.

    pip install duckdb && cargo build --release && python3 benches/fifty_million.py [ROWS]

Then one row in five hundred is scored by Verbond itself, and every value compared.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time

import duckdb

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERBOND = os.path.join(ROOT, "target", "release", "verbond")
MEASURE = os.path.join(ROOT, "benches", "peers", "twelve.instrument")
ONE_IN = 500


def timed(what, database, statement):
    begun = time.perf_counter()
    database.sql(statement)
    print(f"{what}: {time.perf_counter() - begun:.1f} s", flush=True)


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: os.path.join(folder, name)
        database = duckdb.connect()
        database.sql(f"set temp_directory = '{folder}'; select setseed(0.5)")
        # Answers of 1 to 5; one in thirty left out, one in a hundred not valid.
        item = lambda n: f"case when random() < 0.033 then null when random() < 0.01 then 9 else 1 + floor(random() * 5)::tinyint end::tinyint as q{n}"
        items = ", ".join(item(n) for n in range(1, 13))
        timed(f"simulated {rows:,} rows", database, f"copy (select 'c' || i as \"case\", 1 as occasion, 'client' as informant, {items} from range({rows}) r(i)) to '{path('answers.parquet')}'")
        view = subprocess.run([VERBOND, "compile", MEASURE, "--to", "sql", "--dialect", "duckdb"], check=True, capture_output=True, text=True).stdout
        database.sql(f"create view answers as from '{path('answers.parquet')}'")
        database.sql(view)
        timed("scored, from Parquet to Parquet", database, f"copy (from twelve_scores) to '{path('scores.parquet')}'")
        print(f"{os.path.getsize(path('answers.parquet')) / 1e6:.0f} MB of answers, {os.path.getsize(path('scores.parquet')) / 1e6:.0f} MB of scores")

        sample = f"hash(\"case\") % {ONE_IN} = 0 order by \"case\""
        database.sql(f"copy (select * from answers where {sample}) to '{path('sample.csv')}' (header)")
        database.sql(f"copy (select * from '{path('scores.parquet')}' where {sample}) to '{path('theirs.csv')}' (header)")
        subprocess.run([VERBOND, "score", "--force", MEASURE, path("sample.csv"), "--on-bad", "missing", "--quiet", "--to", f"csv={path('ours.csv')}"], check=True)
        compared = 0
        with open(path("ours.csv")) as ours, open(path("theirs.csv")) as theirs:
            for a, b in zip(csv.DictReader(ours), csv.DictReader(theirs), strict=True):
                for name in ("case", "goal", "task", "bond", "total", "level", "answered"):
                    equal = a[name] == b[name] or (a[name] and b[name] and abs(float(a[name]) - float(b[name])) <= 1e-9)
                    assert equal, (a["case"], name, a[name], b[name])
                    compared += 1
        print(f"{compared:,} values of one row in {ONE_IN} equal Verbond's")


if __name__ == "__main__":
    main()
