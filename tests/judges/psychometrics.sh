#!/usr/bin/env bash
# R's psych, lavaan, MASS and vcd compute the figures of `verbond analyse` again: on 2,800 real people (the bfi set that psych brings), and on the
# simulated administrations of two informants.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
debian_packages r-base-core r-recommended r-cran-psych r-cran-lavaan r-cran-vcd r-cran-jsonlite
[ -x target/release/verbond ] || cargo build --release --locked
verbond=$PWD/target/release/verbond
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
Rscript -e 'data(bfi, package = "psych"); items <- bfi[, 1:25]; items <- data.frame(case = rownames(bfi), sex = ifelse(bfi$gender == 1, "male", "female"), items); write.csv(items, commandArgs(trailingOnly = TRUE)[1], row.names = FALSE, na = "")' "$folder/bfi.csv"
"$verbond" analyse --force tests/data/personality.instrument "$folder/bfi.csv" --by sex --to "json=$folder/bfi.json" > /dev/null 2>&1
"$verbond" analyse --force alliance-monitor tests/data/alliance-monitor.csv --retest 1,2 --to "json=$folder/monitor.json" > /dev/null 2>&1
"$verbond" score --force alliance-monitor tests/data/alliance-monitor.csv --quiet --to "csv=$folder/monitor.csv"
Rscript tests/judges/psychometrics.R "$folder"
