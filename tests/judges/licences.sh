#!/usr/bin/env bash
# Every dependency may be used together with MIT or Apache-2.0.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo metadata --format-version 1 --locked | python3 tests/judges/licences.py
