"""bundle.py R4.json R5.json: both bundles are what FHIR has."""

import json
import sys

from fhir.resources.bundle import Bundle as R5
from fhir.resources.R4B.bundle import Bundle as R4

for path, model, name in ((sys.argv[1], R4, "R4B"), (sys.argv[2], R5, "R5")):
    with open(path) as file:
        bundle = json.load(file)
    model.model_validate(bundle)
    kinds = {}
    for entry in bundle["entry"]:
        kinds[entry["resource"]["resourceType"]] = kinds.get(entry["resource"]["resourceType"], 0) + 1
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(urls)) == len(urls), "two entries have the same name"
    assert kinds["Questionnaire"] == 1 and kinds["QuestionnaireResponse"] == 360, kinds
    references = {part["reference"] for entry in bundle["entry"] for part in entry["resource"].get("derivedFrom", [])
                  if entry["resource"]["resourceType"] == "Observation"}
    assert references <= set(urls), "an observation refers to what is not there"
    print(f"fhir.resources {name}: valid, {kinds}")
