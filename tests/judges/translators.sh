#!/usr/bin/env bash
# Translations on their way to a translator and back: translate-toolkit reads the PO and the XLIFF, openpyxl the spreadsheet; each changes a target as
# a translator would, and Verbond takes exactly that change in.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
python_packages translate-toolkit==3.20.4 openpyxl==3.1.5
folder=$PWD/target/judges/translators
rm -rf "$folder" && mkdir -p "$folder"
cp instruments/alliance-monitor/0.3.0.instrument "$folder"
for language in nl-NL ar tr; do
  file=$folder/0.3.$language.translation
  for ending in po xlf xlsx; do
    cp "instruments/alliance-monitor/0.3.$language.translation" "$file"
    "$verbond" translate send --force "$file" "$folder/sent.$ending" > /dev/null
    python3 tests/judges/translators.py "$folder/sent.$ending"
    "$verbond" translate receive "$file" "$folder/sent.$ending" --format json > "$folder/received.json"
    python3 - "$folder/received.json" "$file" "$ending" << 'PY'
import json, sys
received = json.load(open(sys.argv[1]))["received"]
assert received["changed"] == ["score trust"] and not received["unknown"] and not received["outdated"], received
assert "CHANGED BY A TRANSLATOR <&> \\\"so\\\"" in open(sys.argv[2], encoding="utf-8").read()
print(f"{sys.argv[3]}: one change came back of {received['unchanged'] + 1} texts, and nothing else moved")
PY
    "$verbond" check "$file" > /dev/null
  done
done
