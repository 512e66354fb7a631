#!/usr/bin/env bash
# polars, DuckDB, pandas and R's psych score the same answers by hand, from CSV and from Parquet; every value is compared. Then DuckDB scores by the view
# that Verbond writes. Speeds of a run as small as this say nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
python_packages polars duckdb pandas pyarrow
debian_packages r-base-core r-cran-psych r-cran-data.table
TIMES=1 python3 benches/compare.py 100000
python3 benches/fifty_million.py 500000
