"""Sets whole processes beside each other on one machine, in one run: `verbond score` and polars doing the same by hand.

    pip install polars && cargo build --release && python3 benches/compare.py [ROWS]

Each is run five times in turn; the best time counts. Polars writes six columns; Verbond writes those and who, when, version and
the fingerprint of its key on every row. The results are compared value by value.
Then the whole program is timed on ten rows.
"""

import csv
import os
import platform
import random
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VERBOND = os.path.join(ROOT, "target", "release", "verbond")


def simulate(path, rows):
    rng = random.Random(1)
    with open(path, "w") as out:
        out.write("case," + ",".join(f"q{n}" for n in range(1, 13)) + "\n")
        for row in range(rows):
            cells = ("" if rng.random() < 0.03 else str(rng.randint(1, 5)) for _ in range(12))
            out.write(f"c{row}," + ",".join(cells) + "\n")


def timed(command):
    begun = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def best(commands, times=5):
    found = [[timed(command) for command in commands] for _ in range(times)]
    return [min(column) for column in zip(*found)]


def agree(one, other):
    compared = 0
    with open(one) as first, open(other) as second:
        for a, b in zip(csv.DictReader(first), csv.DictReader(second), strict=True):
            for name in ("case", "goal", "task", "bond", "total", "answered"):
                same = a[name] == b[name] or abs(float(a[name]) - float(b[name])) <= 1e-9
                assert same, (a["case"], name, a[name], b[name])
                compared += 1
    return compared


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        answers, ours, theirs, ten = (os.path.join(folder, name) for name in ("answers.csv", "ours.csv", "theirs.csv", "ten.csv"))
        simulate(answers, rows)
        simulate(ten, 10)
        # `total` of the instrument needs all three subscales, as polars is told to.
        verbond = [VERBOND, "score", "wai-sr", answers, "--to", f"csv={ours}", "--quiet"]
        polars = [sys.executable, os.path.join(ROOT, "benches", "polars_by_hand.py"), answers, theirs]
        seconds = best([verbond, polars])
        compared = agree(ours, theirs)
        start = best([[VERBOND, "score", "wai-sr", ten, "--to", f"csv={ours}", "--quiet"], ["true"]], 20)
        sizes = [os.path.getsize(path) / 1e6 for path in (answers, ours, theirs)] if rows > 10 else [0, 0, 0]
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}, {rows} rows, {sizes[0]:.0f} MB")
    print(f"verbond  {seconds[0]:.2f} s  {rows / seconds[0] / 1e6:.2f} million rows/s")
    print(f"polars   {seconds[1]:.2f} s  {rows / seconds[1] / 1e6:.2f} million rows/s, wrote {sizes[2]:.0f} MB")
    print(f"{compared} values equal")
    print(f"ten rows, whole program: {start[0] * 1000:.1f} ms (`true`: {start[1] * 1000:.1f} ms)")


if __name__ == "__main__":
    main()
