"""Runs what `verbond export` writes for a measure in the programs it is for, on random answers, and compares with `verbond score`.

usage: scripts.py VERBOND FOLDER PROGRAM MEASURE...
PROGRAM: r, spss-syntax, python, sql:duckdb, sql:sqlite, sql:postgres, sql:spark
"""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

ROWS = 400
NORMED = ("z", "T", "percentile", "percentile_by", "error", "low", "high", "cut_off", "scaled", "level")
EXACT = 1e-9


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Case:
    """A measure with random answers and what Verbond makes of them."""

    def __init__(self, verbond, folder, measure):
        self.folder, self.verbond, self.measure = folder, verbond, measure
        self.model = json.loads(run(verbond, "show", measure, "--format", "json"))
        self.id = self.model["id"]
        shown = folder / f"{self.id}.json"
        shown.write_text(json.dumps(self.model), encoding="utf-8")
        self.answers, scores = folder / f"{self.id}.answers.csv", folder / f"{self.id}.scores.csv"
        maker = Path(__file__).with_name("random_answers.py")
        self.answers.write_text(run(sys.executable, maker, shown, ROWS, "--all", "--junk"), encoding="utf-8")
        self.norms = norms_of(measure, self.model)
        beside = ["--norms", self.norms] if self.norms else []
        run(verbond, "score", "--force", measure, self.answers, "--quiet", "--on-bad", "missing", "--causes", *beside, "--to", f"csv={scores}")
        self.expected = rows_of(scores)
        self.normed = [name for name in self.expected[0] if name == "norm_group" or name.partition(".")[2] in NORMED]
        words = lambda item: kind(item) == "Scale" and any("word" in point for point in self.model["scales"][item["kind"]["Scale"]]["steps"].get("Points", []))
        self.texts = [item["name"] for item in self.model["items"] if kind(item) in ("Text", "Date", "Time", "Choices") or words(item)]
        self.texts += [fact["name"] for fact in self.model["known"] if "OneOf" in fact["kind"] or fact["kind"] == "Date"] + ["date"]

    def export(self, to, ending):
        script = self.folder / f"{self.id}{ending}"
        name, _, dialect = to.partition(":")
        options = (f",dialect={dialect}" if dialect else "") + (f",norms={self.norms}" if self.norms else "")
        run(self.verbond, "export", "--force", self.measure, "--to", f"{name}={script}{options}")
        return script

    def names(self):
        return [of["name"] for part in ("scores", "bands", "alerts") for of in self.model[part]] + self.normed

    def compare(self, program, found, more=()):
        compared = 0
        assert len(found) == len(self.expected), f"{program} gives {len(found)} rows of {len(self.expected)}"
        for number, (ours, theirs) in enumerate(zip(self.expected, found)):
            for name in [*self.names(), *more]:
                here, there = plain(ours[name]), plain(theirs[name])
                if not equal(here, there):
                    raise SystemExit(f"{program}, {self.id}, row {number + 2}, {name}: {there!r}, and Verbond has {here!r}: {rows_of(self.answers)[number]}")
                compared += 1
        print(f"{program} makes the {compared} scores, bands, alerts, causes and places in norms of {self.id} that Verbond makes")


def norms_of(measure, of):
    """The id of norms of a measure that lie beside it."""
    for path in sorted(Path(measure).parent.glob("*.norms")):
        found = re.search(r"^norms (\S+) \S+ of (\S+) (\S+) ", path.read_text(encoding="utf-8"), re.MULTILINE)
        if found and found[2] == of["id"] and of["version"].startswith(found[3]):
            return found[1]
    return None


def kind(item):
    return item["kind"] if isinstance(item["kind"], str) else next(iter(item["kind"]))


def plain(value):
    words = {"true": 1.0, "false": 0.0, "TRUE": 1.0, "FALSE": 0.0, "NA": "", ".": ""}
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        value = value.strip()
        value = words.get(value, value)
        try:
            return float(value)
        except ValueError:
            return value
    return float(value)


def equal(one, other):
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= EXACT * max(1.0, abs(one))
    return one == other


def in_r(case):
    script, output = case.export("r", ".R"), case.folder / f"{case.id}.r.csv"
    function = "score_" + case.id.replace("-", "_")
    code = (
        f'source("{script}"); answers <- read.csv("{case.answers}", colClasses = "character", check.names = FALSE); '
        f'scores <- {function}(answers); options(digits = 17); write.csv(scores, "{output}", row.names = FALSE, na = "")'
    )
    run("Rscript", "-e", code)
    case.compare("R", rows_of(output))


def in_pspp(case):
    script, output = case.export("spss-syntax", ".sps"), case.folder / f"{case.id}.pspp.csv"
    with open(case.answers, encoding="utf-8") as file:
        head = file.readline().strip().split(",")
    strings = {"case", "informant", *case.texts}
    variables = " ".join(f"{name} {'A40' if name in strings else 'F17.9'}" for name in head)
    dates = ["date"] + [of["name"] for part in ("items", "known") for of in case.model[part] if kind(of) == "Date"]
    # Numbers as PSPP reads them: what is none is missing. Of ranks and shares one that cannot be right takes the others along, so there it is a number.
    together = {case.model["items"][at]["name"] for allotment in case.model["allotments"] for at in allotment["items"]}
    no_number = lambda name, cell: "-1" if name in together and cell else ""
    data = case.folder / f"{case.id}.pspp.in.csv"
    with open(data, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        for row in rows_of(case.answers):
            out.writerow([(row[name] if name not in dates or len(row[name]) == 10 else "") if name in strings or isinstance(plain(row[name]), float) else no_number(name, row[name]) for name in head])
    names = case.names()
    numbers = [of["name"] for part in ("scores", "alerts") for of in case.model[part]]
    numbers += [name for name in case.normed if not name.endswith(("_group", "_by", "cut_off", ".level"))]
    syntax = (
        f"GET DATA /TYPE=TXT /FILE='{data}' /ARRANGEMENT=DELIMITED /DELIMITERS=',' /QUALIFIER='\"' /VARIABLES={variables}.\n"
        + script.read_text(encoding="utf-8")
        + f"FORMATS {' '.join(numbers)} (F24.16).\n"
        + f"SAVE TRANSLATE /OUTFILE='{output}' /TYPE=CSV /REPLACE /FIELDNAMES /CELLS=VALUES /KEEP={' '.join(names)}.\n"
    )
    job = case.folder / f"{case.id}.job.sps"
    job.write_text(syntax, encoding="utf-8")
    run("pspp", "-O", "format=txt", job)
    case.compare("PSPP", rows_of(output))


def in_polars(case):
    import importlib.util

    import polars

    script = case.export("python", ".py")
    spec = importlib.util.spec_from_file_location("exported", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    answers = polars.read_csv(case.answers, infer_schema=False)
    for frame in (answers, answers.lazy()):
        scores = getattr(module, "score_" + case.id.replace("-", "_"))(frame)
        found = scores.lazy().collect().to_dicts()
    case.compare("polars", found)


def causes(case):
    return ["answered", "asked", *[f"{item['name']}.missing" for item in case.model["items"]]]


def in_sql(case, dialect):
    script = case.export(f"sql:{dialect}", f".{dialect}.sql").read_text(encoding="utf-8")
    view = case.id.replace("-", "_") + "_scores"
    found = {"duckdb": in_duckdb, "sqlite": in_sqlite, "postgres": in_postgres, "spark": in_spark}[dialect](case, script, view)
    found.sort(key=lambda row: int(row["case"][1:]))
    case.compare(dialect, found, causes(case))


def in_duckdb(case, script, view):
    import duckdb

    with duckdb.connect() as base:
        base.execute(f"create table answers as select * from read_csv('{case.answers}', all_varchar = true)")
        base.execute(script)
        found = base.execute(f"select * from {view}")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row)) for row in found.fetchall()]


def in_sqlite(case, script, view):
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    table(base, case, "?")
    base.executescript(script)
    return [dict(row) for row in base.execute(f"select * from {view}")]


def in_postgres(case, script, view):
    import os

    import psycopg
    from psycopg.rows import dict_row

    with psycopg.connect(os.environ["JUDGE_POSTGRES"], row_factory=dict_row) as base:
        table(base.cursor(), case, "%s")
        base.execute(script)
        found = base.execute(f"select * from {view}").fetchall()
        base.rollback()
        return found


def table(base, case, mark):
    rows = rows_of(case.answers)
    names = list(rows[0])
    base.execute("create table answers (" + ", ".join(f'"{name}" text' for name in names) + ")")
    base.executemany(f"insert into answers values ({', '.join([mark] * len(names))})", [tuple(row.values()) for row in rows])


def in_spark(case, script, view):
    session = spark()
    session.read.csv(str(case.answers), header=True, inferSchema=False).createOrReplaceTempView("answers")
    session.sql(script.rstrip().rstrip(";").replace("create view", "create temporary view", 1))
    found = [row.asDict() for row in session.sql(f"select * from {view}").collect()]
    session.sql(f"drop view {view}")
    return found


def spark(kept=[]):
    if not kept:
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "1")
        kept.append(builder.getOrCreate())
        kept[0].sparkContext.setLogLevel("ERROR")
    return kept[0]


def main():
    verbond, folder, program, *measures = sys.argv[1:]
    folder = Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    judges = {"r": in_r, "spss-syntax": in_pspp, "python": in_polars}
    for measure in measures:
        case = Case(Path(verbond).resolve(), folder, measure)
        if program.startswith("sql:"):
            in_sql(case, program.removeprefix("sql:"))
        else:
            judges[program](case)


main()
