#!/bin/sh
# Builds Verbond and its Parquet plugin, and scores the simulated answers of both informants to the Alliance Monitor.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --locked

# A plugin is a folder with its description and its library; `sh plugins/build.sh` makes those of all others.
plugin=target/plugins/parquet
mkdir -p "$plugin" target/first-run
cp plugins/parquet/plugin.toml "$plugin/"
for library in libverbond_parquet.so libverbond_parquet.dylib verbond_parquet.dll; do
  if [ -f "target/release/$library" ]; then cp "target/release/$library" "$plugin/"; fi
done

# Loading a plugin is running its code, so it is trusted first; here in a file of its own, to leave your settings alone.
trusted=target/first-run/trusted-plugins.toml
target/release/verbond plugin trust parquet --plugin-dir target/plugins --trust-file "$trusted"

echo
target/release/verbond score alliance-monitor tests/data/alliance-monitor.csv \
  --plugin-dir target/plugins --trust-file "$trusted" \
  --to csv=target/first-run/scores.csv \
  --to parquet=target/first-run/scores.parquet \
  --force
