"""Writes measures with random keys, those among them that Verbond finds sound.

usage: random_measure.py VERBOND FOLDER COUNT SEED
"""

import random
import subprocess
import sys
from pathlib import Path

HEAD = """verbond 1
instrument random-{number} 1.0.0 {{
  title "Random {number}"
  licence "CC0-1.0"
  status experimental
  informants {{ client "Client" worker "Officer" }}
  known {{ age whole 12 to 99 mandate one of probation, parole }}
  scale agree {{ 1 "No" 2 "Partly" 3 "Mostly" 4 "Yes" none "Not us" }}
  items on agree {{ a "A" b reversed "B" c optional "C" d "D" lone only for worker "E" }}
  item e as whole 0 to 10 asked when a >= 2, otherwise 0 "F"
  item f as choices x, y, z asked when b >= 2 or age < 20 "G"
  item g as decimal -1 to 1 "H"
"""


def number(draw, depth, names):
    if depth == 0 or draw.random() < 0.2:
        return draw.choice(names + ["1", "2.5", "0.25", "10", "answered", "number of f", "age", "answer to b"])
    of = lambda: number(draw, depth - 1, names)
    return draw.choice(
        [
            lambda: f"({of()} {draw.choice('+-*/')} {of()})",
            lambda: f"-({of()})",
            lambda: f"(round {of()} to {draw.randint(0, 2)})",
            lambda: f"(rescale {of()} from -1000..1000 to 5..1)",
            lambda: f"(if {test(draw, depth - 1, names)} then {of()} else {of()})",
            lambda: aggregate(draw),
            lambda: aggregate(draw),
        ]
    )()


def test(draw, depth, names):
    of = lambda: number(draw, depth, names)
    simple = [
        lambda: f"{of()} {draw.choice(['<', '<=', '=', '!=', '>=', '>'])} {of()}",
        lambda: f"{draw.choice(names)} is missing",
        lambda: f"f includes {draw.choice('xyz')}",
        lambda: "mandate = parole",
    ]
    one = draw.choice(simple)()
    if draw.random() < 0.5:
        return one
    return f"{draw.choice(['', 'not '])}({one} {draw.choice(['and', 'or'])} {draw.choice(simple)()})"


def aggregate(draw):
    function = draw.choice(["sum", "mean", "median", "min", "max", "count"])
    needs = draw.choice(["needs all", "needs any", "needs 2 of 5", "needs 60%"])
    weight = draw.choice(["", " weighted 2", " weighted 0.5"]) if function in ("sum", "mean") else ""
    fits = draw.choice([" where >= 3", " where = 2", " where < 2.5"]) if function == "count" else ""
    prorated = ", prorated" if function == "sum" and needs != "needs all" else ""
    return f"({function} of a, b{weight}, c, answer to d, lone{fits} {needs}{prorated})"


def measure(draw, at):
    names = ["a", "b", "c", "d", "e", "lone"]
    lines = [HEAD.format(number=at)]
    for score in range(3):
        lines.append(f'  score s{score} "Score {score}" = {number(draw, 3, names)}')
        names.append(f"s{score}")
    lines.append(f'  alert odd "Odd" when {test(draw, 1, names)}')
    return "\n".join(lines) + "\n}\n"


def norms(draw, at):
    """Norms of the scores, in groups by known facts, with tables and without."""
    blocks = []
    for head in ("client", "client where age 18 to 40", "client where age 18 to 40, mandate = parole", "worker"):
        lines = [f"  for {head} {{"]
        for score in range(3):
            if draw.random() < 0.8:
                reliability = f" reliability {draw.randint(1, 99) / 100}" if draw.random() < 0.6 else ""
                lines.append(f"    s{score} mean {draw.randint(-20, 60) / 10} sd {draw.randint(1, 50) / 10}{reliability}")
            if draw.random() < 0.4:
                lines.append(f'    cut-off s{score} {draw.randint(-20, 60) / 10} "Ask."')
            if draw.random() < 0.4:
                values = sorted(draw.sample(range(-40, 80), draw.randint(2, 5)))
                rows = " ".join(f"{value / 8} at {10 + 15 * number}" for number, value in enumerate(values))
                lines.append(f"    percentiles of s{score} {{ {rows} }}")
        blocks.append("\n".join([*lines, "  }"]))
    head = f'verbond 1\nnorms drawn 1 of random-{at} 1.0 {{\n  population "Nobody: drawn at random"\n  status simulated\n'
    return head + "\n".join(blocks) + "\n}\n"


def write_norms(verbond, draw, measure, at):
    """Norms that are sound: values that a score cannot have are refused."""
    place = measure.with_suffix(".norms")
    for _ in range(60):
        place.write_text(norms(draw, at), encoding="utf-8")
        if subprocess.run([verbond, "check", place], capture_output=True).returncode == 0:
            return
    place.unlink()


def main():
    verbond, folder, count, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    folder.mkdir(parents=True, exist_ok=True)
    draw, sound, tried = random.Random(seed), 0, 0
    while sound < count:
        place = folder / f"random-{sound}.instrument"
        place.write_text(measure(draw, sound), encoding="utf-8")
        tried += 1
        if subprocess.run([verbond, "check", place], capture_output=True).returncode == 0:
            write_norms(verbond, draw, place, sound)
            sound += 1
        if tried > 200 * count:
            raise SystemExit("hardly any random measure is sound")
    # The last one written may be one that was refused.
    extra = folder / f"random-{count}.instrument"
    extra.unlink(missing_ok=True)


main()
