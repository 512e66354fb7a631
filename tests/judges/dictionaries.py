"""Holds a REDCap data dictionary and a LimeSurvey structure to what the manuals of the two programs demand.

usage: dictionaries.py (REDCAP.csv LIMESURVEY.txt)...
"""

import csv
import re
import sys

FIELD_TYPES = {"text", "notes", "radio", "dropdown", "checkbox", "calc", "slider", "descriptive"}
QUESTIONS = {"S", "N", "!", "L", "T", "D", "M", "F", "*"}
# application/models/Question.php of LimeSurvey 6
RESERVED = {"LANG", "SID", "SAVEDID", "TOKEN", "QID", "GID", "SGQ", "self", "that", "this"}


def balanced(text):
    outside = re.sub(r"'[^']*'|\"[^\"]*\"", "", text)
    return outside.count("(") == outside.count(")")


def redcap(path):
    rows = list(csv.DictReader(open(path, newline="", encoding="utf-8")))
    assert len(rows[0]) == 18, "a dictionary has 18 columns"
    names = [row["Variable / Field Name"] for row in rows]
    assert len(set(names)) == len(names), "a name stands there twice"
    boxes = {}
    for row in rows:
        name, choices = row["Variable / Field Name"], row["Choices, Calculations, OR Slider Labels"]
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) and len(name) <= 100, name
        assert name != f"{row['Form Name']}_complete", name
        assert row["Field Type"] in FIELD_TYPES, row
        assert row["Field Label"], name
        if row["Field Type"] in ("radio", "dropdown", "checkbox"):
            codes = [choice.split(",", 1)[0].strip() for choice in choices.split("|")]
            assert len(set(codes)) == len(codes) > 0 and all(re.fullmatch(r"-?[A-Za-z0-9_.]+", code) for code in codes), choices
            boxes[name] = codes if row["Field Type"] == "checkbox" else None
        known = set(names)
        for logic in (row["Branching Logic (Show field only if...)"], choices if row["Field Type"] == "calc" else "", row["Field Annotation"].split("\n")[0]):
            assert balanced(logic), logic
            for field, _, code in re.findall(r"\[(\w+)(\((\w+)\))?\]", logic):
                assert field in known, f"{name} looks at {field}, which is not there"
                assert not code or code in boxes[field], f"{name} looks at the box {code} of {field}"
    return len(rows)


def limesurvey(path):
    text = open(path, encoding="utf-8-sig", newline="")
    rows = list(csv.DictReader(text, delimiter="\t"))
    languages = [row["text"] for row in rows if row["class"] == "S" and row["name"] == "language"]
    languages += next(row["text"] for row in rows if row["name"] == "additional_languages").split()
    complaints = open(path.removesuffix(".txt") + ".complaints", encoding="utf-8").read()
    changed = {code for codes in re.findall(r"the code of an answer has .* and `\w+` has (.+)", complaints) for code in codes.split(", ")}
    per_language = {}
    for row in rows:
        if row["class"] in "GQ" or row["class"] in ("A", "SQ"):
            per_language.setdefault(row["language"], []).append((row["class"], row["type/scale"], row["name"] if row["class"] != "G" else ""))
        if row["class"] == "Q":
            assert row["type/scale"] in QUESTIONS, row
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", row["name"]), row["name"]
            assert row["name"] not in RESERVED, row["name"]
            assert balanced(row["relevance"]) and row["relevance"], row
        if row["class"] == "SQ":
            assert re.fullmatch(r"[A-Za-z0-9]{1,20}", row["name"]) and row["name"] != "time", row["name"]
            assert balanced(row["relevance"]) and row["relevance"], row
        if row["class"] == "A":
            # What is longer, below zero or no whole number is told by its code (V0901): LimeSurvey changes it.
            assert row["name"] in changed or re.fullmatch(r"[A-Za-z0-9]{1,5}", row["name"]), row["name"]
    assert list(per_language) == languages, "the survey stands there once for each language"
    assert len({tuple(rows) for rows in per_language.values()}) == 1, "each language has the same rows"
    names = [name for kind, _, name in per_language[languages[0]] if kind == "Q"]
    assert len({name.lower() for name in names}) == len(names), "a code stands there twice"
    return len(rows)


for one, other in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
    print(f"the REDCap dictionary ({redcap(one)} fields) and the LimeSurvey structure ({limesurvey(other)} rows) are as their manuals say")
