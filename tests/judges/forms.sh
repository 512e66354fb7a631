#!/usr/bin/env bash
# Forms that Verbond exports: pyxform and ODK Validate accept the XLSForm of every measure and informant, JavaRosa (the engine of ODK Collect) and
# survey-core (SurveyJS) compute the scores, bands and alerts of random answers as Verbond does. REDCap's dictionary and LimeSurvey's structure are
# held to what their manuals say, since neither program can be installed by name.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
command -v javac > /dev/null || debian_packages default-jdk-headless
python_packages pyxform==4.5.0 openpyxl==3.1.5
node_packages survey-core@3.1.1
folder=$PWD/target/judges/forms
jar=$(ls "$packages"/pyxform/validators/odk_validate/bin/ODK_Validate.jar)
rm -rf "$folder" && mkdir -p "$folder"
javac -cp "$jar" -d "$folder" tests/judges/Javarosa.java
for measure in instruments/*/*.instrument tests/data/everything.instrument; do
  name=$(basename "$(dirname "$measure")")-$(basename "$measure" .instrument)
  "$verbond" show "$measure" --format json > "$folder/$name.json"
  for informant in $(python3 -c "import json, sys; print(*[of['name'] for of in json.load(open(sys.argv[1]))['informants']])" "$folder/$name.json"); do
    form=$folder/$name.$informant
    python3 tests/judges/random_answers.py "$folder/$name.json" 200 "$informant" > "$form.csv"
    "$verbond" score "$measure" "$form.csv" --quiet --to "csv=$form.scores.csv"
    "$verbond" export "$measure" --to "xlsform=$form.xlsx,informant=$informant" --to "surveyjs=$form.json,informant=$informant" \
      --to "redcap=$form.redcap.csv,informant=$informant" --to "limesurvey=$form.txt,informant=$informant" 2> "$form.complaints"
    python3 -m pyxform.xls2xform "$form.xlsx" "$form.xml" > "$form.pyxform" 2>&1 || { cat "$form.pyxform"; exit 1; }
    grep -q "Conversion complete" "$form.pyxform" || { cat "$form.pyxform"; exit 1; }
    java -cp "$jar:$folder" Javarosa "$form.xml" "$form.csv" "$form.scores.csv" 2> "$form.java" || { tail "$form.java"; exit 1; }
    NODE_PATH=$node_modules node tests/judges/surveyjs.js "$form.json" "$folder/$name.json" "$form.csv" "$form.scores.csv"
    python3 tests/judges/dictionaries.py "$form.redcap.csv" "$form.txt"
  done
done
