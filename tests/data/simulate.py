"""Simulated answers to the Alliance Monitor 0.3.0: nobody gave them. Run it to make `alliance-monitor.csv` again, byte for byte.

Sixty cases are seen by client and officer at three occasions. Each case has an alliance of its own that drifts; officers see it a
little brighter; some answers are left out, some do not apply, and two cases crack at the last occasion.
"""

import csv
import random
import sys

ITEMS = ["plain", "why", "word", "kept", "relied", "open", "judged", "laugh", "heard", "goals", "against"]
REVERSED = {"judged", "against"}


def point(level, rng):
    return max(1, min(5, round(rng.gauss(level, 0.8))))


def answers(level, rng):
    row = {}
    for item in ITEMS:
        value = point(level, rng)
        if item in REVERSED:
            value = 6 - value
        if item == "heard":
            value = max(0, min(100, round((level - 1) * 25 + rng.gauss(0, 12))))
        if rng.random() < 0.03:
            value = ""
        elif item == "laugh" and rng.random() < 0.08:
            value = "none"
        row[item] = value
    return row


def main(out):
    rng = random.Random(20261124)
    columns = ["case", "occasion", "informant", "date", "age", "mandate", *ITEMS]
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for number in range(1, 61):
        alliance = rng.gauss(3.7, 0.6)
        age = rng.randint(18, 67)
        mandate = rng.choice(["probation", "probation", "parole", "other"])
        for occasion in (1, 2, 3):
            alliance += rng.gauss(0.05, 0.2)
            if occasion == 3 and number in (17, 42):
                alliance = 1.4
            for informant, bias in (("client", 0.0), ("worker", 0.2)):
                row = {"case": f"S{number:03}", "occasion": occasion, "informant": informant, "age": age, "mandate": mandate}
                row["date"] = f"2026-{occasion * 3:02}-{number % 28 + 1:02}"
                row.update(answers(alliance + bias + rng.gauss(0, 0.25), rng))
                writer.writerow(row)


if __name__ == "__main__":
    main(sys.stdout)
