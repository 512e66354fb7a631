#!/usr/bin/env bash
# pyarrow and DuckDB read the Parquet file of the first run, and find in it what stands in the CSV file.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
[ -f target/first-run/scores.parquet ] || sh docs/first-run.sh > /dev/null
python_packages pyarrow==21.0.0 duckdb==1.4.1
python3 tests/judges/parquet.py target/first-run/scores.csv target/first-run/scores.parquet
