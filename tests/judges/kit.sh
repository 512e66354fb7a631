#!/usr/bin/env bash
# Every backend that comes with Verbond bears the conformance kit; PostgreSQL is another judge's.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/outputs.inc
for plugin in parquet spss xlsx database fhir tally; do
  "$verbond" plugin test "target/plugins/$plugin" > "target/judges/kit-$plugin.txt" || { cat "target/judges/kit-$plugin.txt"; exit 1; }
  echo "$plugin: $(tail -n 1 "target/judges/kit-$plugin.txt")"
done
