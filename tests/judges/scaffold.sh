#!/usr/bin/env bash
# From an empty directory to a trusted plugin of one's own, in Rust and in C, with nothing but what `verbond plugin new` prints.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ -x target/release/verbond ] || cargo build --release --locked
verbond=$PWD/target/release/verbond
answers=$PWD/tests/data/alliance-monitor.csv
measure=$PWD/instruments/alliance-monitor
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export CARGO_TARGET_DIR=$PWD/target/judges/scaffold
for language in rust c; do
  cd "$folder"
  "$verbond" plugin new "my-$language" --lang "$language" > /dev/null
  cd "my-$language"
  if [ "$language" = rust ]; then
    cargo test --quiet
    cargo build --quiet --release
    cp "$CARGO_TARGET_DIR/release/libmy_rust.so" .
  else
    make
  fi
  "$verbond" plugin test . | tail -n 1
  "$verbond" plugin trust "my-$language" --plugin-dir . --trust-file ../trusted.toml > /dev/null
  "$verbond" score --force "$measure" "$answers" --quiet --plugin-dir . --trust-file ../trusted.toml --to "my-$language=out.txt" 2> /dev/null
  echo "$language: $(wc -l < out.txt) lines, the second of which is: $(sed -n 2p out.txt)"
done
