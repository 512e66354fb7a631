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
