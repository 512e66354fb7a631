"""Writes measures with random keys, those among them that Verbond finds sound.

usage: random_measure.py VERBOND FOLDER COUNT SEED
"""

import json
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
  known {{ age whole 12 to 99 mandate one of probation, parole birth date }}
  scale agree {{ 1 "No" 2 "Partly" 3 "Mostly" 4 "Yes" none "Not us" }}
  items on agree {{ a "A" b reversed "B" c optional "C" d "D" lone only for worker "E" }}
  table steps {{ from -5 -> 1 above 0 -> missing from 2.5 -> 3 otherwise -> -1 }}
  table line interpolated {{ -10 -> 5 0 -> 10 3 -> 11 20 -> 0 }}
  table norm by mandate, age {{ probation, 12 to 29 {{ from 0 -> 1 }} parole, 30 to 99 {{ 1 -> 2 otherwise -> 3 }} parole, 12 to 29 {{ 2 -> 5 }} }}
  table lot by deal, d {{ low, 1 to 2 {{ from -5 -> 1 otherwise -> 2 }} high, 1 to 4 {{ 0 -> 3 otherwise -> missing }} low, 3 to 4 {{ above 0 -> 7 otherwise -> 0 }} }}
  table deep by level {{ high {{ from 0 -> 1 otherwise -> 0 }} low {{ above 2 -> 5 otherwise -> missing }} }}
  category deal {{ low "Low" when a >= 3 high "High" otherwise }}
  let worst = max of a, b, c needs 2 of 3
  let grave = worst >= 3 or d = 4
  item e as whole 0 to 10 asked when a >= 2 and grave, otherwise 0 "F"
  item f as choices x, y, z asked when b >= 2 or age < 20 "G"
  item g as decimal -1 to 1 "H"
  item bed as time "I"
  item rise as time optional asked when b >= 2 "J"
  item since as date optional "K"
  when e >= 3 or f includes x {{
    item i as whole 0 to 5 otherwise 1 "L"
    when i > 2 {{ item k on agree asked when lone is missing, otherwise 2 "M" }}
  }}
  items on agree {{ p1a to p1b "N" }}
  item h1 to h2 as whole 0 to 9 asked when respective p1a to p1b > 2 "O"
  scale worth {{ 4 "A" counts -1.5 1 "B" counts 0 2 "C" 8 "D" counts missing 9 "E" counts 0 }}
  scale mirror {{ 1 "A" counts 0 2 "B" counts 1 3 "C" counts 3 4 "D" counts 4 5 "?" counts missing }}
  item w on worth "P"
  item v on mirror reversed asked when answer to w != 4, otherwise 2 "Q"
  item t as choices 5, 0, 2 asked when a >= 2 "R"
  item o as ranking of u1, u2, u3 "S"
  item q as shares of 10 among m1, m2, m3 optional "T"
  item l as whole 0 to 9 asked when rank of u1 in o = 1 or share of m2 in q > 4, otherwise 3 "U"
  items on agree in a grid {{ g1 "V" g2 reversed optional "W" }}
"""


def elapsed(draw):
    if draw.random() < 0.5:
        ends = draw.choice(["bed", "rise", "18:00"]), draw.choice(["bed", "rise", "07:05"])
        return f"({draw.choice(['hours', 'minutes'])} from {ends[0]} to {ends[1]})"
    ends = draw.choice(["birth", "since", "2000-02-29"]), draw.choice(["since", "date", "2026-11-26"])
    return f"({draw.choice(['years', 'months', 'days'])} from {ends[0]} to {ends[1]})"


def number(draw, depth, names):
    if depth == 0 or draw.random() < 0.2:
        return draw.choice(names + ["1", "2.5", "0.25", "10", "answered", "number of f", "age", "answer to b", "highest of t", "number of t among 2, 5", "answer to w", "(rank of u2 in o)", "(share of m1 in q)"])
    of = lambda: number(draw, depth - 1, names)
    return draw.choice(
        [
            lambda: f"({of()} {draw.choice('+-*/')} {of()})",
            lambda: f"-({of()})",
            lambda: f"(round {of()} to {draw.randint(0, 2)})",
            lambda: f"(rescale {of()} from -1000..1000 to 5..1)",
            lambda: f"(if {test(draw, depth - 1, names)} then {of()} else {draw.choice([of(), 'missing'])})",
            lambda: f"{draw.choice(['sqrt', 'ln', 'log10', 'abs', 'floor', 'ceiling', 'normal'])}({of()})",
            lambda: f"exp(rescale {of()} from -1000..1000 to -3..3)",
            lambda: f"(({of()}) ^ {draw.choice(['2', '3', '0.5'])})",
            lambda: f"(sum of a, ({of()}), {draw.randint(0, 3)} needs any, missing as {draw.choice(['0', '2.5'])})",
            lambda: f"(count true of {test(draw, 0, names)}, worst >= 3, certain{draw.choice([' needs all', ' needs 2 of 3', ', missing as 0'])})",
            lambda: f"(look up {of()} in {draw.choice(['steps', 'line', 'norm', 'lot', 'deep'])})",
            lambda: elapsed(draw),
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
        lambda: f"{draw.choice(['e', 'i', 'k', 'h1', 'lone'])} is asked",
        lambda: "grave",
        lambda: draw.choice(["rank of u1 in o < rank of u3 in o", "share of m3 in q >= 5", "q is missing", "not o is missing"]),
        lambda: draw.choice(["rise = bed", "bed != 23:30", "since = birth", "date is missing", "informant = worker", "informant != client"]),
    ]
    one = draw.choice(simple)()
    if draw.random() < 0.5:
        return one
    return f"{draw.choice(['', 'not '])}({one} {draw.choice(['and', 'or'])} {draw.choice(simple)()})"


def aggregate(draw):
    function = draw.choice(["sum", "mean", "median", "min", "max", "count", "sd", "variance", "mode"])
    needs = draw.choice(["needs all", "needs 2 of 6", "needs 60%", "needs 2 of 6 including b, lone"])
    if function not in ("sd", "variance"):
        needs = draw.choice([needs, "needs any"])
    weight = draw.choice(["", " weighted 2", " weighted 0.5"]) if function in ("sum", "mean") else ""
    fits = draw.choice([" where >= 3", " where = 2", " where < 2.5", " where > e"]) if function == "count" else ""
    prorated = ", prorated" if function == "sum" and needs != "needs all" else ""
    ties = draw.choice([", ties lowest", ", ties highest", ", ties missing"]) if function == "mode" else ""
    return f"({function} of a, b{weight}, c, answer to d, lone, w{fits} {needs}{prorated}{ties})"


def measure(draw, at):
    names = ["a", "b", "c", "d", "e", "lone", "worst", "part", "i", "k", "w", "v", "l", "g1", "g2"]
    lines = [HEAD.format(number=at)]
    # Helpers that only a score may use come after it; those before it look at items alone.
    lines.append(f"  let part = {number(draw, 2, names[:6])}\n  let certain = {test(draw, 1, names[:6])}")
    for score in range(3):
        lines.append(f'  score s{score} "Score {score}" = {number(draw, 3, names)}')
        names.append(f"s{score}")
    lines.append(category(draw, names))
    lines.append(f'  alert odd "Odd" when {test(draw, 1, names)} or kind = {draw.choice(["one", "none"])}')
    return "\n".join(lines) + "\n}\n"


def category(draw, names):
    """A word by conditions, the first that holds, and one that looks at it."""
    none = draw.choice(["missing", 'two "2"'])
    ties = draw.choice(["first", "missing", 'even "Even"'])
    first = draw.choice([f"missing when {test(draw, 1, names)} ", ""])
    entries = f'{first}one "1" when {test(draw, 1, names)} none "0" when {test(draw, 1, names)} {none} otherwise'
    return (
        f"  category kind {{ {entries} }}\n"
        '  bands level of s0_part { low "Low" from 0 high "High" from 2 }\n'
        "  score s0_part \"Part\" = (count of a, b, c, d where >= 3 needs any)\n"
        f'  category kindred {{ low "Low" when kind != none and level = low high "High" when informant = worker none "None" otherwise }}\n'
        '  score s_w "W" = sum of w, v needs any, missing as 0\n'
        f'  bands risk of s0_part by mandate, age {{ probation, 12 to 29 {{ low "Low" from 0 high "High" from 2 }} parole, 12 to 40 {{ low from 0 high above 3 }} }}\n'
        f'  category side of highest of s0_part, s_w, ties {ties}\n'
        f'  alert sides "Sides" when side = s_w or risk = low or top = u3\n'
        '  category top { u1 "1" when rank of u1 in o = 1 u2 "2" when rank of u2 in o = 1 u3 "3" when rank of u3 in o = 1 }\n'
        f'  score s3 "By words" = if kindred = {draw.choice(["low", "none"])} then 1 else a'
    )


def norms(draw, model):
    """Norms of the scores, within what each can be, in groups by known facts, with tables and without."""
    blocks, tabled = [], set()
    # A score is functional on one side, in whatever group.
    sides = {score["name"]: draw.choice(("", "functional below ", "functional above ")) for score in model["scores"]}
    for head in ("client", "client where age 18 to 40", "client where age 18 to 40, mandate = parole", "worker"):
        lines = [f"  for {head} {{"]
        for score in model["scores"]:
            name, low, high = score["name"], score["range"]["min"], score["range"]["max"]
            # What hardly varies, or without bounds, has no norms.
            if not 0.1 < high - low < 1e6:
                continue
            within = lambda share: f"{low + (high - low) * share:.4f}"
            if draw.random() < 0.8:
                reliability = f" reliability {draw.randint(1, 99) / 100}" if draw.random() < 0.6 else ""
                lines.append(f"    {name} mean {within(draw.uniform(0.1, 0.9))} sd {(high - low) * draw.uniform(0.05, 0.45):.4f}{reliability}")
            if draw.random() < 0.4:
                lines.append(f'    cut-off {name} {within(draw.uniform(0.1, 0.9))} {sides[name]}"Ask."')
            if draw.random() < 0.3:
                lines.append(f"    reliable change {name} {(high - low) * draw.uniform(0.05, 0.45):.4f}")
            if draw.random() < 0.4:
                shares = sorted(draw.uniform(0.05, 0.95) for _ in range(draw.randint(2, 5)))
                rows = " ".join(f"{within(share)} at {10 + 15 * number}" for number, share in enumerate(shares))
                lines.append(f"    percentiles of {name} {{ {rows} }}")
            if draw.random() < 0.3:
                tabled.add(name)
                lines.append(f"    table scaled of {name} {table(draw, low, high)}")
        blocks.append("\n".join([*lines, "  }"]))
    for name in sorted(tabled):
        blocks.append(f'  bands level of {name}.scaled {{ low "Low" from -1000 middle "Middle" from 3 high "High" above 40 }}')
    head = f'verbond 1\nnorms drawn 1 of {model["id"]} 1.0 {{\n  population "Nobody: drawn at random"\n  status simulated\n'
    return head + "\n".join(blocks) + "\n}\n"


def table(draw, low, high):
    """A table of norms: by steps, on lines, or by groups of its own."""
    at = [low + (high - low) * share for share in sorted(draw.uniform(0.05, 0.95) for _ in range(3))]
    to = lambda: draw.choice([draw.randint(-20, 90), "missing"])
    steps = lambda: f"{{ from {low - 1:.4f} -> {to()} from {at[0]:.4f} -> {to()} above {at[2]:.4f} -> {draw.randint(20, 80)} }}"
    if draw.random() < 0.3:
        return f"interpolated {{ {at[0]:.4f} -> {draw.randint(0, 9)} {at[1]:.4f} -> {draw.randint(10, 90)} {at[2]:.4f} -> 5 otherwise -> 50 }}"
    if draw.random() < 0.5:
        return f"by mandate, age {{ probation, 12 to 99 {steps()} parole, 12 to 30 {steps()} parole, 31 to 99 {steps()} }}"
    return steps()


def write_norms(verbond, draw, measure):
    """Norms of a measure beside it, where they are sound."""
    model = json.loads(subprocess.run([verbond, "show", measure, "--format", "json"], capture_output=True, check=True).stdout)
    place = measure.with_suffix(".norms")
    place.write_text(norms(draw, model), encoding="utf-8")
    if subprocess.run([verbond, "check", place], capture_output=True).returncode != 0:
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
            write_norms(verbond, draw, place)
            sound += 1
        if tried > 200 * count:
            raise SystemExit("hardly any random measure is sound")
    # The last one written may be one that was refused.
    extra = folder / f"random-{count}.instrument"
    extra.unlink(missing_ok=True)
    beside = len(list(folder.glob("*.norms")))
    if beside < count / 3:
        raise SystemExit(f"only {beside} of {count} random measures have norms")
    print(f"{beside} of {count} random measures have norms beside them")


if __name__ == "__main__":
    main()
