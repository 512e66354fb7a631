#!/usr/bin/env bash
# SQL for Spark that Verbond exports scores random answers as Verbond does, for every measure, for one that has every construct, and for random ones.
# A judge for releases: Spark takes minutes to begin and little of it is other than the SQL that tests/judges/scripts.sh judges in three databases.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
debian_packages default-jre-headless
python_packages pyspark==3.5.6
folder=$PWD/target/judges/spark
rm -rf "$folder"
seed=${JUDGE_SEED:-1}
echo "random measures by JUDGE_SEED=$seed"
python3 tests/judges/random_measure.py "$verbond" "$folder/random" 8 "$seed"
measures=(instruments/*/*.instrument tests/data/{everything,bfi,reserved,chains,dealt}.instrument)
python3 tests/judges/scripts.py "$verbond" "$folder" sql:spark "${measures[@]}" "$folder"/random/*.instrument 2> "$folder/spark.log" ||
  { tail -n 50 "$folder/spark.log"; exit 1; }
