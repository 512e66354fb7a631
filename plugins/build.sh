#!/bin/sh
# plugins/build.sh [NAME…]: builds plugins of this folder, all of them if none is named, each into a folder target/plugins/NAME.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- parquet spss xlsx database fhir tally

packages=""
for name in "$@"; do
  [ "$name" = tally ] || packages="$packages --package verbond-$name"
done
# shellcheck disable=SC2086
[ -z "$packages" ] || cargo build --release --locked $packages

for name in "$@"; do
  folder=target/plugins/$name
  mkdir -p "$folder"
  cp "plugins/$name/plugin.toml" "$folder/"
  if [ "$name" = tally ]; then
    make -s -C plugins/tally
    mv plugins/tally/libtally.* "$folder/"
    continue
  fi
  for library in "libverbond_$name.so" "libverbond_$name.dylib" "verbond_$name.dll"; do
    if [ -f "target/release/$library" ]; then cp "target/release/$library" "$folder/"; fi
  done
done
