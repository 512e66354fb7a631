"""database.py VERBOND TRUSTED SCORES.csv POSTGRESQL: see database.sh."""

import csv
import datetime
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import psycopg

verbond, trusted, scores, address = sys.argv[1:]
folder = pathlib.Path(tempfile.mkdtemp())
answers = pathlib.Path("tests/data/alliance-monitor.csv")


def run(place, *more, source=answers, measure="alliance-monitor", wait=True):
    command = [verbond, "score", measure, str(source), "--quiet", "--plugin-dir", "target/plugins", "--trust-file", trusted]
    command += ["--to", f"database={place}", *more]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    return process if not wait else (process.communicate()[1], process.returncode)


def fine(result):
    assert result[1] == 0, result


def text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def rows_of(connection, table="alliance_monitor"):
    cursor = connection.execute(f"select * from {table} order by \"case\", occasion, informant")
    return [column[0] for column in cursor.description], cursor.fetchall()


def compare(who, names, found):
    with open(scores, newline="") as file:
        expected = list(csv.DictReader(file))
    expected.sort(key=lambda row: (row["case"], row["occasion"], row["informant"]))
    assert len(found) == len(expected), (who, len(found), len(expected))
    compared = 0
    for one, two in zip(found, expected):
        for name, value in zip(names, one):
            assert text(value) == two[name], (who, name, value, two[name])
            compared += 1
    print(f"{who}: {compared} values of {len(found)} rows equal those of the CSV file")


def large():
    """Enough rows that a run takes long enough to be cut."""
    path = folder / "large.csv"
    chance = random.Random(1)
    items = ["q%d" % number for number in range(1, 13)]
    with open(path, "w") as file:
        file.write(",".join(["case", *items]) + "\n")
        for case in range(400_000):
            file.write(",".join([f"c{case}", *(str(chance.randint(1, 5)) for _ in items)]) + "\n")
    return path


# What is written is what stands in the CSV file, and a second run replaces it.
sqlite = folder / "scores.db"
fine(run(sqlite))
fine(run(sqlite))
fine(run(address))
fine(run(address))
sqlite3.register_converter("boolean", lambda stored: stored == b"1")
with sqlite3.connect(sqlite, detect_types=sqlite3.PARSE_DECLTYPES) as connection:
    compare("SQLite", *rows_of(connection))
with psycopg.connect(address) as connection:
    compare("PostgreSQL", *rows_of(connection))
    types = dict(connection.execute("select column_name, data_type from information_schema.columns where table_name = 'alliance_monitor'"))
    wanted = {"case": "text", "trust": "double precision", "date": "date", "distrust": "boolean", "answered": "integer"}
    assert {name: types[name] for name in wanted} == wanted, types

# A later version with other columns widens the table; an earlier one still fits.
fine(run(sqlite, measure="alliance-monitor@0.2.0"))
fine(run(address, measure="alliance-monitor@0.2.0"))
with psycopg.connect(address) as connection:
    versions = dict(connection.execute("select version, count(*) from alliance_monitor group by version"))
    assert versions == {"0.2.0": 360}, versions
print("an administration that is there already is replaced, whatever version it was scored with")

# Figures of a team have no case, so nothing tells them apart as administrations are: each stays a row of its own.
figures = [folder / "team.csv", folder / "team.db"]
team = [verbond, "team", "alliance-monitor", str(answers), "--plugin-dir", "target/plugins", "--trust-file", trusted]
subprocess.run([*team, "--to", f"csv={figures[0]}", "--to", f"database={figures[1]}"], check=True, capture_output=True)
there = sqlite3.connect(figures[1]).execute("select count(*) from alliance_monitor").fetchone()[0]
written = len(figures[0].read_text().splitlines()) - 1
assert there == written > 30, f"{there} figures of a team in SQLite, {written} in CSV"
print(f"SQLite holds all {there} figures of a team")

# A run that cannot go on changes nothing, and the CSV beside it is whole.
rows = large()


def count(connection, table):
    try:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]
    except (psycopg.errors.UndefinedTable, sqlite3.OperationalError):
        connection.rollback()
        return 0


beside = folder / "beside.csv"
process = run(address, "--to", f"csv={beside}", source=rows, measure="wai-sr", wait=False)
cut = 0
with psycopg.connect(address, autocommit=True) as connection:
    begun = time.monotonic()
    while not cut and time.monotonic() - begun < 60 and process.poll() is None:
        cut = len(connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where (query ilike 'copy verbond_incoming%' or query ilike 'insert into%verbond_incoming%') and pid <> pg_backend_pid()").fetchall())
said = process.communicate()[1]
assert cut and process.returncode == 1 and "V0805" in said and "database" in said, (cut, process.returncode, said)
with psycopg.connect(address) as connection:
    assert count(connection, "wai_sr") == 0
assert sum(1 for _ in open(beside)) == 400_001
print(f"PostgreSQL: the connection was cut in the middle; nothing is there, and the CSV file beside it is whole\n  {said.splitlines()[0]}")

def children(pid):
    text = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


for place, where in ((str(folder / "killed.db"), "SQLite"), (address, "PostgreSQL")):
    process = run(place, source=rows, measure="wai-sr", wait=False)
    killed = False
    begun = time.monotonic()
    while not killed and process.poll() is None and time.monotonic() - begun < 60:
        # The process that writes is the one that lives on; the first only says who it is.
        for child in children(process.pid):
            time.sleep(0.4)
            try:
                os.kill(child, signal.SIGKILL)
                killed = True
            except ProcessLookupError:
                pass
    said = process.communicate()[1]
    assert killed and process.returncode == 1 and "V0810" in said, (killed, process.returncode, said)
    if where == "SQLite":
        with sqlite3.connect(place) as connection:
            assert count(connection, "wai_sr") == 0
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    else:
        with psycopg.connect(address) as connection:
            assert count(connection, "wai_sr") == 0
    print(f"{where}: the process that wrote was killed; nothing is there")

begun = time.monotonic()
fine(run(address, source=rows, measure="wai-sr"))
with psycopg.connect(address) as connection:
    assert count(connection, "wai_sr") == 400_000
print(f"PostgreSQL: 400,000 rows in {time.monotonic() - begun:.1f} s")
begun = time.monotonic()
fine(run(folder / "large.db", source=rows, measure="wai-sr"))
print(f"SQLite: 400,000 rows in {time.monotonic() - begun:.1f} s")
