#!/usr/bin/env bash
# Paper and reports as PDF, read by poppler: in every language of the Alliance Monitor, in both sizes of letters and of sheets, a PDF has the letters
# that the HTML has and no others, is tagged, holds its fonts, has as many pages as sheets; a line is 100 mm long. Pictures stay in target/judges/pdf.
# A judge for releases: the program is built once more for it, with what sets type, which takes a quarter of an hour.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. tests/judges/packages.inc
debian_packages poppler-utils
profile=${PROFILE:-release}
cargo clippy --locked --features pdf --all-targets -- -D warnings
cargo test --profile "$profile" --locked --features pdf --test verbond -- printing::
cargo build --profile "$profile" --locked --features pdf
verbond=${CARGO_TARGET_DIR:-target}/$([ "$profile" = dev ] && echo debug || echo "$profile")/verbond
folder=target/judges/pdf
rm -rf "$folder" && mkdir -p "$folder"
python3 tests/judges/release/pdf.py "$verbond" "$folder"
