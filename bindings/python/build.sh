#!/usr/bin/env bash
# Builds the wheel: the module that Python loads, and the program `verbond` as it is packaged, for Linux of glibc 2.17 and
# later (zig links against its symbols). `bash bindings/python/build.sh [--profile NAME] [--here]`; `--here` builds for
# this machine alone, without zig. The wheel lies in target/wheels.
set -euo pipefail
cd "$(dirname "$0")"
profile=dist here=
while [ $# -gt 0 ]; do
  case "$1" in
    --profile) profile=$2; shift 2 ;;
    --here) here=yes; shift ;;
    *) echo "unknown: $1" >&2; exit 2 ;;
  esac
done
root=$(cd ../.. && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
tools=$target/python-tools
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet 'maturin>=1.9,<2' ${here:-ziglang cargo-zigbuild}
scripts=verbond.data/scripts
mkdir -p "$scripts"
if [ -n "$here" ]; then
  cargo build --manifest-path "$root/Cargo.toml" --package verbond --profile "$profile" --locked
  cp "$target/$profile/verbond" "$scripts/"
  "$tools/bin/maturin" build --profile "$profile" --locked --compatibility linux --out "$target/wheels"
else
  triple=x86_64-unknown-linux-gnu
  PATH="$tools/bin:$PATH" cargo zigbuild --manifest-path "$root/Cargo.toml" --package verbond --profile "$profile" --locked --target "$triple.2.17"
  cp "$target/$triple/$profile/verbond" "$scripts/"
  PATH="$tools/bin:$PATH" maturin build --profile "$profile" --locked --zig --target "$triple" --compatibility manylinux_2_17 --out "$target/wheels"
fi
