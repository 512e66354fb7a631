#!/usr/bin/env bash
# pyreadstat (ReadStat) and PSPP read the .sav file: values, labels in Dutch, codes for missing answers, levels of measurement.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
python_packages pyreadstat==1.3.1 pandas==2.3.3
debian_packages pspp
python3 tests/judges/spss.py "$outputs/s.csv" "$outputs/s.sav"
cat > target/judges/spss.sps <<SPS
GET FILE='$outputs/s.sav'.
DESCRIPTIVES VARIABLES=trust total /STATISTICS=MEAN STDDEV MIN MAX.
FREQUENCIES VARIABLES=level.
SPS
pspp -o target/judges/spss.out -O format=csv target/judges/spss.sps
python3 - "$outputs/s.csv" target/judges/spss.out <<'PY'
import csv, statistics, sys
rows = list(csv.DictReader(open(sys.argv[1], newline="")))
said = list(csv.reader(open(sys.argv[2], newline="")))
for name, label in (("trust", "Vertrouwen"), ("total", "Alliantie")):
    values = [float(row[name]) for row in rows if row[name]]
    line = next(line for line in said if line and line[0] == label)
    assert int(line[1]) == len(values), line
    assert abs(float(line[2]) - statistics.mean(values)) < 0.006, (line, statistics.mean(values))
    assert abs(float(line[3]) - statistics.stdev(values)) < 0.006, line
print("PSPP: number, mean and standard deviation of two scores equal those of the CSV file, under their Dutch labels")
PY
