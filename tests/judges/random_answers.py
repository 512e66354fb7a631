"""Random answers to a measure, as every judge of scores gets them: of one informant or of all, with all that can be missing.

usage: random_answers.py MEASURE.json ROWS [INFORMANT | --all] [--junk] > answers.csv     (MEASURE.json: `verbond show ID --format json`)

With --junk some cells hold what cannot be an answer, and `;` says that none of the choices was chosen, which forms of others cannot say.
"""

import csv
import json
import random
import sys


def number(value):
    return str(int(value)) if float(value).is_integer() else repr(round(value, 6))


def date(draw):
    return draw.choice(["2000-02-29", f"20{draw.randint(10, 26)}-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}", f"19{draw.randint(60, 99)}-12-31"])


def answer(draw, measure, item, junk):
    (kind, of), = item["kind"].items() if isinstance(item["kind"], dict) else ((item["kind"], None),)
    if kind == "Scale":
        scale = measure["scales"][of]
        if scale["none"] is not None and draw.random() < 0.06:
            return "none"
        if "Points" in scale["steps"]:
            point = draw.choice(scale["steps"]["Points"])
            return point.get("word") or number(point["value"])
        line = scale["steps"]["Line"]
        return number(line["min"] + line["step"] * draw.randint(0, round((line["max"] - line["min"]) / line["step"])))
    if kind == "Whole":
        return str(draw.randint(int(of[0]), int(of[1])))
    if kind == "Decimal":
        return number(draw.uniform(of[0], of[1]))
    if kind == "Text":
        return "abc"[:of]
    if kind == "Date":
        return date(draw)
    if kind == "Time":
        return f"{draw.randint(0, 23):02}:{draw.choice([0, 5, 30, 59]):02}"
    names = [choice["name"] for choice in of]
    chosen = [name for name in names if name != "none" and draw.random() < 0.4]
    # Nothing can be ticked, where that can be said.
    nothing = ([";"] if junk else []) + (["none"] if "none" in names else [])
    return ";".join(chosen) or draw.choice(nothing or [""])


def known(draw, fact):
    if fact["kind"] == "Date":
        return date(draw)
    (kind, of), = fact["kind"].items()
    if kind == "OneOf":
        return draw.choice(of)
    return number(draw.randint(int(of[0]), int(of[1])) if kind == "Whole" else draw.uniform(of[0], of[1]))


def deal(draw, allotment):
    """Each rank once; shares that add up, of which some that are 0 are left empty."""
    count = len(allotment["items"])
    if allotment["deal"] == "Ranks":
        return [str(rank) for rank in draw.sample(range(1, count + 1), count)]
    whole = int(allotment["deal"]["Shares"])
    ends = sorted(draw.randint(0, whole) for _ in range(count - 1))
    shares = [after - before for before, after in zip([0, *ends], [*ends, whole], strict=True)]
    return ["" if share == 0 and draw.random() < 0.5 else str(share) for share in shares]


def rows(measure, count, informants, junk, draw):
    for row in range(count):
        # Some answer everything, some nearly nothing.
        missing = draw.choice([0.0, 0.05, 0.2, 0.5, 0.9])
        spoilt = lambda value: draw.choice(["99", "-7", "abc", "2.5", "1e3"]) if junk and draw.random() < 0.04 else value
        there = lambda value: "" if draw.random() < missing else spoilt(value)
        head = [f"c{row}", "1", draw.choice(informants), "" if draw.random() < missing else date(draw)]
        facts = [there(known(draw, fact)) for fact in measure["known"]]
        answers = [there(answer(draw, measure, item, junk)) for item in measure["items"]]
        for allotment in measure["allotments"]:
            # What is no ranking, or does not add up, is refused, which a script does not do.
            dealt = [""] * len(allotment["items"]) if draw.random() < missing else deal(draw, allotment)
            for item, number_of in zip(allotment["items"], dealt, strict=True):
                # One that cannot be right takes the others along.
                answers[item] = spoilt(number_of)
        yield head + facts + answers


def main():
    measure = json.load(open(sys.argv[1], encoding="utf-8"))
    wanted = [word for word in sys.argv[3:] if not word.startswith("--")]
    informants = wanted or [informant["name"] for informant in measure["informants"]]
    names = [fact["name"] for fact in measure["known"]] + [item["name"] for item in measure["items"]]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["case", "occasion", "informant", "date", *names])
    out.writerows(rows(measure, int(sys.argv[2]), informants, "--junk" in sys.argv, random.Random(measure["id"])))


main()
