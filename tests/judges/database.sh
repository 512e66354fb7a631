#!/usr/bin/env bash
# A real PostgreSQL and SQLite hold after a run what stands in the CSV file: typed, replaced on a second run, widened by a later measure; and
# nothing of a run whose connection was cut in the middle, or whose process was killed.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
debian_packages postgresql
python_packages "psycopg[binary]==3.2.12"
binaries=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
server=$(mktemp -d)
as_postgres() { if [ "$(id -u)" = 0 ]; then chown -R postgres "$server" && su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi; }
stop() { as_postgres "$binaries/pg_ctl -D $server/data -m immediate stop" > /dev/null 2>&1 || true; rm -rf "$server"; }
trap stop EXIT
as_postgres "$binaries/initdb -D $server/data -U verbond -A trust" > /dev/null
as_postgres "$binaries/pg_ctl -D $server/data -w -o '-k $server -c listen_addresses=127.0.0.1 -p 54329' -l $server/log start" > /dev/null
python3 tests/judges/database.py "$verbond" "$trusted" "$outputs/s.csv" "postgresql://verbond@127.0.0.1:54329/postgres"
