#!/usr/bin/env bash
# openpyxl and LibreOffice read the Excel workbook, and find in it what stands in the CSV file.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
python_packages openpyxl==3.1.5
debian_packages libreoffice-calc-nogui
python3 tests/judges/xlsx.py "$outputs/s.csv" "$outputs/s.xlsx"
soffice --headless --convert-to csv:"Text - txt - csv (StarCalc)":44,34,76,1,,0,false,true,false,false,false,1 \
  --outdir target/judges "$outputs/s.xlsx" > /dev/null 2>&1
python3 tests/judges/xlsx.py --shown "$outputs/s.csv" target/judges/s-Scores.csv
