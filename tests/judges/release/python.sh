#!/usr/bin/env bash
# The Python package, from its wheel in an environment of its own: its tests hold it against the program that the wheel brings, and against what
# polars, pandas, pyarrow and DuckDB hold; a plugin is loaded by that program; every example of the docs runs.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. tests/judges/outputs.inc
environment=$PWD/target/judges/python-wheel
rm -rf "$environment" target/wheels
bash bindings/python/build.sh --profile release --here > /dev/null
python3 -m venv "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check target/wheels/verbond-*.whl polars pandas pyarrow duckdb pytest
"$environment/bin/python" -m pytest --quiet bindings/python/tests
"$environment/bin/verbond" plugin trust parquet --plugin-dir target/plugins --trust-file target/judges/wheel-trusted.toml > /dev/null
"$environment/bin/verbond" score --force alliance-monitor "$answers" --quiet --plugin-dir target/plugins --trust-file target/judges/wheel-trusted.toml \
  --to parquet=target/judges/wheel.parquet
"$environment/bin/python" - << 'PYTHON'
import doctest
import re
import polars
import verbond

found = doctest.testmod(verbond)
assert found.attempted > 0 and found.failed == 0, found
# Examples of the docs stand on one another, so each page is one program.
for page in ("docs/python.md", "bindings/python/README.md"):
    blocks = re.findall(r"```python\n(.*?)```", open(page).read(), re.S)
    assert blocks, page
    names = {"measure": None}
    for block in blocks:
        exec(compile(block, page, "exec"), names)
    print(f"{page}: {len(blocks)} examples ran")
scores = polars.read_parquet("target/judges/wheel.parquet")
ours = verbond.load("alliance-monitor").score(polars.read_csv("tests/data/alliance-monitor.csv", infer_schema_length=None)).frame
assert scores["total"].to_list() == ours["total"].to_list()
print(f"{scores.height} rows through a plugin that the wheel's program loaded, as the package scores them")
PYTHON
