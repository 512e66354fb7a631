"""Answers that a program wrote, once its form was filled with them, score to what the answers score to that it was filled with.

usage: returned.py (MEASURE.json SCORES.csv RETURNED.csv)...
"""

import csv
import json
import sys


def table(path):
    return list(csv.DictReader(open(path, encoding="utf-8", newline="")))


def equal(one, other):
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(1, abs(float(one)))
    except ValueError:
        return one == other


compared = 0
for measure, scores, returned in zip(*[iter(sys.argv[1:])] * 3, strict=True):
    facts = json.load(open(measure, encoding="utf-8"))
    names = [of["name"] for part in ("scores", "bands", "alerts") for of in facts[part]]
    ours, theirs = table(scores), table(returned)
    if returned.endswith(".results.json.scores.csv"):
        # SurveyJS hands over nothing of whoever answered nothing, and records without anything are passed over.
        handed = json.load(open(returned.removesuffix(".scores.csv"), encoding="utf-8"))
        ours = [row for row, record in zip(ours, handed, strict=True) if record]
    for at, (one, other) in enumerate(zip(ours, theirs, strict=True)):
        for name in names:
            assert equal(one[name], other[name]), (returned, at + 2, name, one[name], other[name])
            compared += 1
assert compared
print(f"{compared} scores, bands and alerts of answers that came back are those of the answers that went out")
