"""Sets whole processes beside each other on one machine, in one run: `verbond score` and what people use, each doing the same by hand.

    pip install polars duckdb pandas pyarrow
    cargo build --release && sh plugins/build.sh && python3 benches/compare.py [ROWS ...]

The peers are in `benches/peers`: polars (lazy, into a sink), DuckDB (one statement), pandas (read by pyarrow), R's psych::scoreItems (with
data.table) where R is there, and a floor in C that reads as many bytes and writes as many as Verbond and does nothing else. Each runs as often as
`TIMES` says in turn; the best counts. All write the same columns, and every value of every peer is compared with Verbond's. `verbond-all` writes all that
Verbond does unless it is told otherwise: besides those columns the informant, the version and the fingerprint of the key on every row. Then ten rows, and
ten thousand measures to check.
"""

import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PEERS = os.path.join(ROOT, "benches", "peers")
VERBOND = os.path.join(ROOT, "target", "release", "verbond")
MEASURE = os.path.join(PEERS, "twelve.instrument")
COLUMNS = ("case", "goal", "task", "bond", "total", "level", "answered")
TIMES = int(os.environ.get("TIMES", "3"))


def simulate(path, rows):
    """Answers of 1 to 5, 3 % of them left out and 1 % not valid."""
    rng = random.Random(1)
    cells = [""] * 3 + ["9"] + [str(answer) for answer in range(1, 6) for _ in range(19)] + ["3"]
    with open(path, "w") as out:
        out.write("case," + ",".join(f"q{n}" for n in range(1, 13)) + "\n")
        for start in range(0, rows, 100_000):
            many = rng.choices(cells, k=12 * min(100_000, rows - start))
            out.writelines(f"c{start + at}," + ",".join(many[12 * at : 12 * at + 12]) + "\n" for at in range(len(many) // 12))


def measured(command):
    """Seconds from the wall, seconds of processors with those of processes that it began, and the most memory of it in MB."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    complaint = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command} failed: {complaint.decode()}")
    return taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(commands, times=TIMES, outputs=lambda name: None):
    found = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            # Each writes a file that is not there yet: how long the system takes to free an old one is nobody's merit.
            if outputs(name) and os.path.exists(outputs(name)):
                os.remove(outputs(name))
            found[name].append(measured(command))
    return {name: (min(taken for taken, _, _ in all_), min(busy for _, busy, _ in all_), max(memory for *_, memory in all_)) for name, all_ in found.items()}


# This program stays small, since a process counts the memory of the one that began it: what needs libraries is done in others.
def in_python(text, *words):
    command = [sys.executable, "-c", f"import sys; words = sys.argv[1:]\n{text}", *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


# How many values are equal; fails where one is not. Rows of both come in the order of the answers.
SAME = """
import duckdb
duckdb.sql("set enable_progress_bar = false")
form, names = words[2], words[3:]
read = lambda path: f"read_parquet('{path}')" if form == "parquet" else f"read_csv('{path}', header = true, nullstr = '')"
text = ("case", "level")
differs = lambda name: (
    f"nullif(a.\\"{name}\\"::text, '') is distinct from nullif(b.\\"{name}\\"::text, '')" if name in text
    else f"(a.{name} is null) != (b.{name} is null) or abs(a.{name} - b.{name}) > 1e-9"
)
found = duckdb.sql(f"select count(*), count(a.\\"case\\"), count(b.\\"case\\"), {', '.join(f'count(*) filter (where {differs(name)})' for name in names)} "
                   f"from {read(words[0])} a positional join {read(words[1])} b").fetchall()[0]
assert found[0] == found[1] == found[2] and not any(found[3:]), (words, found)
print(found[0] * len(names))
"""


def verbond(answers, output, more=()):
    return [VERBOND, "score", "--force", MEASURE, answers, "--on-bad", "missing", "--quiet", "--to", output, *more]


def both(answers, form, scores, options="", more=()):
    chosen = verbond(answers, f"{form}={scores('verbond')}{options}", [*more, "--columns", ",".join(COLUMNS)])
    return {"verbond": chosen, "verbond-all": verbond(answers, f"{form}={scores('verbond-all')}{options}", more)}


def commands(folder, answers, form, scores):
    python = {name: [sys.executable, os.path.join(PEERS, f"with_{name}.py")] for name in ("polars", "duckdb", "pandas")}
    all_ = {name: [*command, answers, scores(name)] for name, command in python.items()}
    if form == "csv":
        first = both(answers, form, scores)
        if shutil.which("Rscript") and not subprocess.run(["Rscript", "-e", "library(psych); library(data.table)"], capture_output=True).returncode:
            all_["psych"] = ["Rscript", os.path.join(PEERS, "with_psych.R"), answers, scores("psych")]
    else:
        trusted = ["--plugin-dir", os.path.join(ROOT, "target", "plugins"), "--trust-file", os.path.join(folder, "trusted.toml")]
        subprocess.run([VERBOND, "plugin", "trust", "parquet", *trusted], check=True, capture_output=True)
        first = both(answers, form, scores, ",compression=lz4", trusted)
    return first | all_


def compare(folder, rows, form):
    answers = os.path.join(folder, f"answers.{form}")
    text = os.path.join(folder, "answers.csv")
    if form == "csv":
        simulate(text, rows)
    else:
        in_python("import pyarrow.csv, pyarrow.parquet; pyarrow.parquet.write_table(pyarrow.csv.read_csv(words[0]), words[1])", text, answers)
    scores = lambda name: os.path.join(folder, f"{name}.{form}")
    all_ = commands(folder, answers, form, scores)
    found = best(all_, outputs=scores)
    written = os.path.getsize(scores("verbond"))
    if form == "csv":
        floor = os.path.join(folder, "floor")
        subprocess.run(["cc", "-O2", "-o", floor, os.path.join(PEERS, "floor.c")], check=True)
        found |= best({"floor": [floor, answers, os.path.join(folder, "floor.csv"), str(written)]}, outputs=scores)
    print(f"\n{rows:,} rows, {form}: read {os.path.getsize(answers) / 1e6:.0f} MB, Verbond writes {written / 1e6:.0f} MB\n")
    print("| program | seconds | of processors | million rows/s | Verbond's rows/s over its | most memory, MB |\n| --- | --- | --- | --- | --- | --- |")
    for name, (taken, busy, memory) in found.items():
        print(f"| {name} | {taken:.2f} | {busy:.2f} | {rows / taken / 1e6:.2f} | {taken / found['verbond'][0]:.2f} | {memory:.0f} |")
    compared = 0
    for name in (name for name in all_ if name != "verbond"):
        compared += int(in_python(SAME, scores("verbond"), scores(name), form, *COLUMNS))
    print(f"\n{compared:,} values of the peers equal Verbond's")


WIDER = """
import numpy, pyarrow, pyarrow.parquet
table, numbers = pyarrow.parquet.read_table(words[0]), numpy.random.default_rng(1)
for at in range(int(words[2])):
    table = table.append_column(f"other{at}", pyarrow.array(numbers.integers(0, 100, table.num_rows)))
pyarrow.parquet.write_table(table, words[1])
"""
UNUSED = 60


def unused(folder, rows):
    """Verbond alone, from Parquet, with columns beside the answers that nothing is made of."""
    narrow, wide = (os.path.join(folder, f"{name}.parquet") for name in ("answers", "wide"))
    in_python(WIDER, narrow, wide, str(UNUSED))
    scores = lambda name: os.path.join(folder, f"{name}.scores.parquet")
    found = best({name: commands(folder, answers, "parquet", lambda _: scores(name))["verbond"] for name, answers in (("narrow", narrow), ("wide", wide))}, outputs=scores)
    (without, busy_without, _), (taken, busy, _) = found["narrow"], found["wide"]
    print(f"\n{rows:,} rows, parquet, with {UNUSED} unused columns: {taken:.2f} s, {taken / without:.2f} times without them; {busy:.2f} s of processors, {busy / busy_without:.2f} times")
    print(f"\n{int(in_python(SAME, scores('narrow'), scores('wide'), 'parquet', *COLUMNS)):,} values are equal")


def start(folder):
    ten = os.path.join(folder, "ten.csv")
    simulate(ten, 10)
    scores = lambda name: os.path.join(folder, f"ten-{name}.csv")
    found = best({"true": ["true"]} | commands(folder, ten, "csv", scores), 5 * TIMES, scores)
    print("\nten rows, whole program\n\n| program | milliseconds |\n| --- | --- |")
    for name, (taken, _, _) in found.items():
        print(f"| {name} | {taken * 1000:.1f} |")


def check(folder):
    measures = os.path.join(folder, "measures")
    os.mkdir(measures)
    for number in range(10_000):
        items = "\n".join(f'    q{n}{" reversed" if n % 3 == 0 else ""} "Question {n} of measure {number}"' for n in range(1, 41))
        with open(os.path.join(measures, f"m{number}.instrument"), "w") as out:
            out.write(f"""verbond 1

instrument m{number} 1.0.0 {{
  title    "Measure {number}"
  licence  "CC0-1.0"
  status   experimental

  informants {{
    client "Client"
  }}
  scale often {{
    0 "Never"
    1 "Sometimes"
    2 "Often"
  }}

  items on often {{
{items}
  }}

  score first  "First"  = mean of q1 to q20 needs 16 of 20
  score second "Second" = sum of q21 to q40 needs 16 of 20, prorated

  test "all twos" {{
    q1 to q40 = 2
    expect first  = 1.4
    expect second = 26
  }}
}}
""")
    taken, _, memory = best({"check": [VERBOND, "check", measures]})["check"]
    print(f"\n10,000 measures of 40 items checked, with their tests: {taken:.2f} s, {memory:.0f} MB")


def main():
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    print(f"{processor}, {os.cpu_count()} cores, {platform.system()}, {time.strftime('%Y-%m-%d')}; best of {TIMES}")
    sizes = [int(word) for word in sys.argv[1:]] or [1_000_000, 10_000_000]
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for form in ("csv", "parquet"):
                compare(folder, rows, form)
            if rows == min(sizes):
                unused(folder, rows)
    with tempfile.TemporaryDirectory() as folder:
        start(folder)
        check(folder)


if __name__ == "__main__":
    main()
