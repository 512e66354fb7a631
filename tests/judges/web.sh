#!/usr/bin/env bash
# The web face in Chromium. Every question of the Alliance Monitor, in every language, on two small phones: the question, its answers and the way on
# are in sight. Then three stories by keyboard, on a phone and on a desk, light, dark and in colours of the reader, at 200 %, in Dutch and Arabic, and
# without a script. axe-core finds nothing on any page, nor on the pages of courses, of teams, of an analysis, and on those for paper. Pictures of all
# stay in target/judges/web.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
# Letters as wide as those of phones.
debian_packages chromium fonts-noto-core
node_packages playwright-core@1.56.1 axe-core@4.11.0
folder=$PWD/target/judges/web
rm -rf "$folder" && mkdir -p "$folder"
printf 'correct horse battery\n' | "$verbond" store --store "$folder/site.sqlite" staff anna --role coordinator > /dev/null 2>&1
printf 'correct horse battery\n' | "$verbond" store --store "$folder/site.sqlite" staff noor > /dev/null 2>&1
"$verbond" store --store "$folder/site.sqlite" import alliance-monitor "$answers" > /dev/null
printf '[site]\nname = "Reclassering · Noord"\n' > "$folder/verbond.toml"
mkdir "$folder/measures" && cp tests/data/kinds.instrument "$folder/measures"
"$verbond" serve --store "$folder/site.sqlite" --config "$folder/verbond.toml" --instruments "$folder/measures" --listen 127.0.0.1:54330 \
  2> "$folder/serve.log" &
server=$!
trap 'kill $server' EXIT
for _ in $(seq 50); do grep -q "measures at" "$folder/serve.log" && break || sleep 0.1; done
NODE_PATH="$node_modules" node tests/judges/faces.js http://127.0.0.1:54330 "$folder"
NODE_PATH="$node_modules" node tests/judges/web.js http://127.0.0.1:54330 "$folder"
NODE_PATH="$node_modules" node tests/judges/stories.js http://127.0.0.1:54330 "$folder"
