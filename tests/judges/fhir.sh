#!/usr/bin/env bash
# fhir.resources validates the bundles in R4 (as R4B, whose resources of these kinds are the same) and R5, and the npm package fhirpath
# computes the scores from the answers in them: they are those that Verbond wrote.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
python_packages fhir.resources==8.1.0
node_packages fhirpath@4.6.0
python3 tests/judges/bundle.py "$outputs/r4.json" "$outputs/r5.json"
NODE_PATH="$node_modules" node tests/judges/fhirpath.js "$outputs/r4.json" r4
NODE_PATH="$node_modules" node tests/judges/fhirpath.js "$outputs/r5.json" r5
# Every measure goes out as a Questionnaire and comes back as a measure that is sound and gives the same scores.
folder=$PWD/target/judges/fhir
rm -rf "$folder" && mkdir -p "$folder"
for measure in instruments/*/*.instrument; do
  name=$(basename "$(dirname "$measure")")-$(basename "$measure" .instrument)
  "$verbond" show "$measure" --format json > "$folder/$name.json"
  informant=$(python3 -c "import json, sys; print(json.load(open(sys.argv[1]))['informants'][0]['name'])" "$folder/$name.json")
  python3 tests/judges/random_answers.py "$folder/$name.json" 100 "$informant" > "$folder/$name.csv"
  "$verbond" score --force "$measure" "$folder/$name.csv" --quiet --to "csv=$folder/$name.scores.csv"
  for release in R4 R5; do
    "$verbond" export --force "$measure" --plugin-dir target/plugins --trust-file "$trusted" \
      --to "fhir=$folder/$name.$release.json,only=questionnaire,release=$release"
    "$verbond" import --force "$folder/$name.$release.json" --output "$folder/$name.$release" > /dev/null
    "$verbond" check "$folder/$name.$release" > /dev/null
    "$verbond" score --force "$folder/$name.$release" "$folder/$name.csv" --quiet --to "csv=$folder/$name.$release.csv"
    python3 - "$folder/$name.json" "$folder/$name.scores.csv" "$folder/$name.$release.csv" "$folder/$name.$release.json" "$release" << 'PY'
import csv, importlib, json, sys
measure, release = json.load(open(sys.argv[1])), sys.argv[5]
questionnaire = json.load(open(sys.argv[4]))
module = "fhir.resources.R4B.questionnaire" if release == "R4" else "fhir.resources.questionnaire"
importlib.import_module(module).Questionnaire.model_validate(questionnaire)
before, after = (list(csv.DictReader(open(path, newline=""))) for path in sys.argv[2:4])
names = [of["name"] for part in ("scores", "bands", "alerts") for of in measure[part]]
for row, (one, other) in enumerate(zip(before, after, strict=True)):
    for name in names:
        assert one[name] == other[name], (measure["id"], release, row, name, one[name], other[name])
print(f"{measure['id']} in {release}: a valid Questionnaire, and {len(names) * len(before)} values are the same after import")
PY
  done
done
# What came in of the Questionnaires of others goes out through the plugin and comes in again as it is.
if [ -d ../shared/corpus/forms/fhir ]; then
  mkdir "$folder/others"
  for form in ../shared/corpus/forms/fhir/*.json; do
    "$verbond" import --force "$form" --output "$folder/others/in" > /dev/null 2>&1 || continue
    while read -r measure; do
      "$verbond" export --force "$measure" --plugin-dir target/plugins --trust-file "$trusted" --to "fhir=$folder/others/out.json,only=questionnaire"
      "$verbond" import --force "$folder/others/out.json" --output "$folder/others/again" > /dev/null
      "$verbond" show "$measure" --format json > "$folder/others/before.json"
      "$verbond" show "$(find "$folder/others/again" -name '*.instrument')" --format json > "$folder/others/after.json"
      python3 - "$folder/others" "$form" << 'PY'
import json, sys
def kept(name):
    measure = json.load(open(f"{sys.argv[1]}/{name}.json"))
    kind = lambda item: item["kind"] if isinstance(item["kind"], str) else next(iter(item["kind"]))
    items = [(item["name"], kind(item), item["asked_key"], item["optional"], item["wording"]) for item in measure["items"]]
    points = [[scale["steps"], scale["none"]] for scale in measure["scales"]]
    return {"items": items, "points": sorted(map(str, points)), "scores": [(of["name"], of["key"]) for of in measure["scores"]],
            "title": measure["title"], "language": measure["language"]}
before, after = kept("before"), kept("after")
for part in before:
    assert before[part] == after[part], (sys.argv[2], part, before[part], after[part])
PY
      rm -r "$folder/others/again"
      echo "$form" >> "$folder/others/done"
    done < <(find "$folder/others/in" -name '*.instrument')
    rm -r "$folder/others/in"
  done
  echo "$(wc -l < "$folder/others/done") measures out of Questionnaires of others are the same after going out and coming in"
fi
