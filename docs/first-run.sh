#!/bin/sh
# Builds Verbond and its Parquet plugin, and scores the simulated answers of both informants to the Alliance Monitor.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --locked
sh plugins/build.sh parquet
mkdir -p target/first-run

# Loading a plugin is running its code, so it is trusted first; here in a file of its own, to leave your settings alone.
trusted=target/first-run/trusted-plugins.toml
target/release/verbond plugin trust parquet --plugin-dir target/plugins --trust-file "$trusted"

echo
target/release/verbond score alliance-monitor tests/data/alliance-monitor.csv \
  --plugin-dir target/plugins --trust-file "$trusted" \
  --to csv=target/first-run/scores.csv \
  --to parquet=target/first-run/scores.parquet
