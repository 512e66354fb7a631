"""Each input doubled twice: whether time at most about doubles with it, and what memory does.

    cargo build --release && python3 benches/doubling.py [--program FILE] [WHAT …]

WHAT is one or more of the names in the table, and all of them without. Inputs are made in a temporary folder, with the same random numbers every time.
What is given is the best of three runs; the factor is the time of the largest input over that of half of it. The script fails where one is above LIMIT.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RUNS = 3
# Twice, and what a shared machine adds.
LIMIT = 2.6


def instrument(items, every=10):
    """A measure of so many items on five points, with a score of every so many."""
    scores = "".join(f'  score s{at} "S{at}" = mean of q{at + 1} to q{min(at + every, items)} needs all\n' for at in range(0, items, every))
    names = "".join(f'    q{at} "Question {at}"\n' for at in range(1, items + 1))
    scale = '  scale often { 1 "never" 2 "seldom" 3 "sometimes" 4 "often" 5 "always" }\n'
    head = '  title "Doubled" licence "CC0-1.0" status experimental\n  informants { client "Client" worker "Worker" }\n'
    return f"verbond 1\n\ninstrument doubled 1.0.0 {{\n{head}{scale}  items on often {{\n{names}  }}\n{scores}}}\n"


def answers(path, items, rows, per_case=1, teams=1, scattered=False):
    """Answers that go together, so many to a case, each case in a team; those of a case anywhere in the file where they are scattered."""
    draw = random.Random(7)
    order = list(range(rows))
    if scattered:
        draw.shuffle(order)
    with open(path, "w") as file:
        names = ",".join(f"q{at}" for at in range(1, items + 1))
        file.write(f"case,occasion,informant,office,{names}\n")
        for row in order:
            case, level = row // per_case, draw.choice((0, 1, 2))
            given = ",".join(str(1 + level + draw.randrange(3)) for _ in range(items))
            file.write(f"c{case},{row % per_case + 1},client,t{case % teams},{given}\n")


def made(folder, items, rows=0, every=10, **kind):
    measure, data = os.path.join(folder, "doubled.instrument"), os.path.join(folder, "answers.csv")
    with open(measure, "w") as file:
        file.write(instrument(items, every))
    if rows:
        answers(data, items, rows, **kind)
    return measure, data


def analyse(folder, items, rows):
    return ["analyse", *made(folder, items, rows, every=items), "--format", "json"]


def team(folder, rows, teams):
    return ["team", *made(folder, 12, rows, per_case=4, teams=teams, scattered=True), "--by", "office", "--format", "json"]


def follow(folder, rows):
    return ["follow", *made(folder, 12, rows, per_case=4, scattered=True), "--format", "json"]


def export(folder, items):
    return ["export", made(folder, items)[0], "--to", "surveyjs"]


CASES = {
    # What is computed of each two items doubles with their pairs: 3,160, 6,328 and 12,720.
    "analyse: pairs of items (of 10,000 rows)": ([80, 113, 160], lambda folder, size: analyse(folder, size, 10_000)),
    "analyse: rows (of 40 items)": ([25_000, 50_000, 100_000], lambda folder, size: analyse(folder, 40, size)),
    "team: teams (of 40 rows each)": ([2_500, 5_000, 10_000], lambda folder, size: team(folder, size * 40, size)),
    "follow: rows": ([100_000, 200_000, 400_000], follow),
    "export: items": ([2_000, 4_000, 8_000], export),
    "check: items": ([2_000, 4_000, 8_000], lambda folder, size: ["check", made(folder, size)[0]]),
}


def timed(command):
    """Seconds, and the most memory in MB."""
    begun = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(command)} failed")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=os.path.join(ROOT, "target", "release", "verbond"))
    parser.add_argument("what", nargs="*")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print("| what is doubled | sizes | seconds | factor | most memory, MB |\n| --- | --- | --- | --- | --- |", flush=True)
    worst = 0.0
    for name, (sizes, command) in CASES.items():
        if asked.what and not any(name.startswith(what) for what in asked.what):
            continue
        seconds, memory = [], []
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                arguments = [asked.program, *command(folder, size)]
                runs = [timed(arguments) for _ in range(RUNS)]
                seconds.append(min(took for took, _ in runs))
                memory.append(max(most for _, most in runs))
        factor = seconds[-1] / seconds[-2]
        worst = max(worst, factor)
        listed = lambda values, form: ", ".join(format(value, form) for value in values)
        print(f"| {name} | {listed(sizes, ',')} | {listed(seconds, '.2f')} | {factor:.1f} | {listed(memory, '.0f')} |", flush=True)
    if worst > LIMIT:
        sys.exit(f"time grew {worst:.1f} times where the input doubled")


if __name__ == "__main__":
    main()
