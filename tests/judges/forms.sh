#!/usr/bin/env bash
# Forms that Verbond exports, and answers to them: pyxform and ODK Validate accept the XLSForm of every measure and informant, JavaRosa (the engine of ODK Collect) and
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
conversions=() computed=() dictionaries=() measures=()
for measure in instruments/*/*.instrument tests/data/{everything,tables,dealt}.instrument; do
  name=$(basename "$(dirname "$measure")")-$(basename "$measure" .instrument)
  "$verbond" show "$measure" --format json > "$folder/$name.json"
  for informant in $(python3 -c "import json, sys; print(*[of['name'] for of in json.load(open(sys.argv[1]))['informants']])" "$folder/$name.json"); do
    form=$folder/$name.$informant
    python3 tests/judges/random_answers.py "$folder/$name.json" "${JUDGE_ROWS:-100}" "$informant" > "$form.csv"
    "$verbond" score --force "$measure" "$form.csv" --quiet --to "csv=$form.scores.csv"
    "$verbond" export --force "$measure" --to "xlsform=$form.xlsx,informant=$informant" --to "surveyjs=$form.json,informant=$informant" \
      --to "redcap=$form.redcap.csv,informant=$informant" --to "limesurvey=$form.txt,informant=$informant" 2> "$form.complaints"
    conversions+=("$form")
    measures+=("$measure" "$folder/$name.json")
    computed+=("$form.xml" "$form.csv" "$form.scores.csv")
    dictionaries+=("$form.redcap.csv" "$form.txt")
  done
done
# These programs begin once for all forms: beginning is what takes them long.
python3 - "${conversions[@]}" << 'PY'
import sys
from pyxform.xls2xform import xls2xform_convert
for form in sys.argv[1:]:
    xls2xform_convert(xlsform_path=f"{form}.xlsx", xform_path=f"{form}.xml", validate=False)
PY
java -jar "$jar" "${conversions[@]/%/.xml}" > "$folder/validate.txt" 2>&1 || { cat "$folder/validate.txt"; exit 1; }
valid=$(grep -c "Xform is valid" "$folder/validate.txt" || true)
[ "$valid" = ${#conversions[@]} ] || { cat "$folder/validate.txt"; exit 1; }
echo "pyxform converts $valid forms, and ODK Validate finds each valid"
java -cp "$jar:$folder" Javarosa "${computed[@]}" 2> "$folder/java.txt" || { tail "$folder/java.txt"; exit 1; }
# survey-core keeps much of every survey that it has made, so each form has a process of its own.
for at in "${!conversions[@]}"; do
  form=${conversions[$at]}
  NODE_PATH=$node_modules node tests/judges/surveyjs.js "$form.json" "${measures[$((2 * at + 1))]}" "$form.csv" "$form.scores.csv"
done
# What both programs hand over comes back without an option, and scores to the same.
returned=()
for at in "${!conversions[@]}"; do
  form=${conversions[$at]}
  for answers in "$form.submissions.csv" "$form.results.json"; do
    "$verbond" score --force "${measures[$((2 * at))]}" "$answers" --quiet --to "csv=$answers.scores.csv" 2> "$answers.said" || { cat "$answers.said"; exit 1; }
    returned+=("${measures[$((2 * at + 1))]}" "$form.scores.csv" "$answers.scores.csv")
  done
done
python3 tests/judges/returned.py "${returned[@]}"
python3 tests/judges/dictionaries.py "${dictionaries[@]}"
