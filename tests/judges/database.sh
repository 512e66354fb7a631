#!/usr/bin/env bash
# A real PostgreSQL and SQLite hold after a run what stands in the CSV file: typed, replaced on a second run, widened by a later measure; and
# nothing of a run whose connection was cut in the middle, or whose process was killed.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
. tests/judges/postgresql.inc
python_packages "psycopg[binary]==3.2.12"
python3 tests/judges/database.py "$verbond" "$trusted" "$outputs/s.csv" "$postgresql"
