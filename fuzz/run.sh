#!/usr/bin/env bash
# Fuzzes every reader of outside files, ten minutes each; those that are named, where any are. `SECONDS_EACH=3600 fuzz/run.sh po` takes an
# hour. What was found lies in fuzz/artifacts; once it is mended, it goes into fuzz/seeds.
#
# It takes nothing but the compiler of the project: coverage is counted by a pass that every rustc has. `SANITIZE=address fuzz/run.sh`, with a
# nightly toolchain, looks for faults of memory too, in what is written in C.
set -euo pipefail
cd "$(dirname "$0")"

each=${SECONDS_EACH:-600}
host=$(rustc -vV | sed -n 's/^host: //p')
flags="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
flags="$flags -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
toolchain=()
if [ -n "${SANITIZE:-}" ]; then
  flags="$flags -Zsanitizer=$SANITIZE"
  toolchain=(+nightly)
fi
targets=("$@")
if [ ${#targets[@]} = 0 ]; then
  for file in fuzz_targets/*.rs; do targets+=("$(basename "$file" .rs)"); done
fi

binaries=()
for target in "${targets[@]}"; do binaries+=(--bin "$target"); done
RUSTFLAGS="$flags" CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS=true CARGO_PROFILE_RELEASE_DEBUG=1 \
  "${CARGO:-cargo}" "${toolchain[@]}" build --release --locked --target "$host" "${binaries[@]}"

found=0
for target in "${targets[@]}"; do
  mkdir -p "corpus/$target" "artifacts/$target" "seeds/$target"
  echo "== $target, $each s"
  # No input may take more than 1 GiB or 20 seconds, which is far beyond what the bounds of the readers allow.
  nice -n 19 "target/$host/release/$target" "corpus/$target" "seeds/$target" -max_total_time="$each" -rss_limit_mb=1024 -timeout=20 \
    -max_len=65536 -artifact_prefix="artifacts/$target/" -print_final_stats=1 2> "artifacts/$target.log" > /dev/null || found=1
  grep -aE "^SUMMARY|^artifact_prefix|Test unit written|panicked|stat::(number_of_executed_units|average_exec_per_sec|peak_rss_mb)" "artifacts/$target.log" || true
done
exit $found
