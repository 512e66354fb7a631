#!/usr/bin/env bash
# The simulated answers are what the program beside them makes.
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 tests/data/simulate.py | cmp - tests/data/alliance-monitor.csv
echo "simulate.py makes alliance-monitor.csv, byte for byte"
