#!/usr/bin/env bash
# Scripts that Verbond exports score random answers, with all that can be missing or wrong in them, as Verbond does: R, Python (polars), SPSS syntax
# in PSPP, and SQL in DuckDB, SQLite and PostgreSQL, for every measure, for one that has every construct, and for random ones. Spark is a judge for
# releases: tests/judges/release/spark.sh. The random measures are the same each time, so that a change is judged by what it does; `.ci/release` draws
# others.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
. tests/judges/postgresql.inc
debian_packages pspp r-base-core
python_packages polars==1.35.2 duckdb==1.4.1 pyarrow==21.0.0 "psycopg[binary]==3.2.12"
folder=$PWD/target/judges/scripts
rm -rf "$folder"
seed=${JUDGE_SEED:-1}
echo "random measures by JUDGE_SEED=$seed"
python3 tests/judges/random_measure.py "$verbond" "$folder/random" 25 "$seed"
measures=(instruments/*/*.instrument tests/data/{everything,bfi,reserved,chains,dealt}.instrument)
export JUDGE_POSTGRES=$postgresql
for program in r python spss-syntax sql:duckdb sql:sqlite sql:postgres; do
  python3 tests/judges/scripts.py "$verbond" "$folder" "$program" "${measures[@]}" "$folder"/random/*.instrument
done
