#!/usr/bin/env bash
# Makes the pictures of the README anew, of the simulated cases that `verbond demo` shows:
#   bash docs/pictures/make.sh [PROGRAM]        (the program: target/release/verbond where nothing is named)
# Takes Chromium, Node and npm. What it makes on the way is gone afterwards.
set -euo pipefail
cd "$(dirname "$0")/../.."
verbond=$(realpath "${1:-target/release/verbond}")
work=$(mktemp -d)
trap 'kill "${server:-}" 2> /dev/null || true; rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --no-save --prefix "$work" playwright-core@1.56.1
cat > "$work/verbond.toml" << 'SETTINGS'
[norms]
judge-by-simulated = true
[site]
name = "Probation · North"
SETTINGS
export VERBOND_CONFIG="$work/verbond.toml"
store=$work/site.sqlite
printf 'correct horse battery\n' | "$verbond" store --store "$store" staff anna --role coordinator > /dev/null 2>&1
"$verbond" store --store "$store" import alliance-monitor src/cli/demo/demo.csv > /dev/null
"$verbond" serve --store "$store" --listen 127.0.0.1:54377 2> "$work/serve.log" &
server=$!
for _ in $(seq 50); do grep -q "measures at" "$work/serve.log" && break || sleep 0.1; done
NODE_PATH="$work/node_modules" node docs/pictures/make.js http://127.0.0.1:54377 docs/pictures
