#!/usr/bin/env bash
# The web face in Chromium, by keyboard alone, on a phone and on a desk, in Dutch and Arabic: a client answers, the officer sees the case. axe-core
# finds nothing against WCAG 2.2 AA on any page, nor on the pages of courses, of
# teams, of an analysis, and on those for paper.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
debian_packages chromium
node_packages playwright-core@1.56.1 axe-core@4.11.0
folder=$PWD/target/judges/web
rm -rf "$folder" && mkdir -p "$folder"
printf 'correct horse battery\n' | "$verbond" store --store "$folder/site.sqlite" staff anna --role coordinator > /dev/null 2>&1
"$verbond" store --store "$folder/site.sqlite" import alliance-monitor "$answers" > /dev/null
"$verbond" serve --store "$folder/site.sqlite" --listen 127.0.0.1:54330 2> "$folder/serve.log" &
server=$!
trap 'kill $server' EXIT
for _ in $(seq 50); do grep -q "measures at" "$folder/serve.log" && break || sleep 0.1; done
"$verbond" follow --force alliance-monitor "$answers" --norms demo --attention --output "$folder/courses.html" 2> /dev/null
"$verbond" team --force alliance-monitor "$answers" --norms demo --output "$folder/team.html" 2> /dev/null
"$verbond" analyse --force alliance-monitor "$answers" --by mandate --retest 1,2 --to "html=$folder/analysis.html" > /dev/null 2>&1
for language in nl ar; do
  "$verbond" print --force alliance-monitor --language "$language" --output "$folder/paper-$language.html" 2> /dev/null
done
NODE_PATH="$node_modules" node tests/judges/web.js http://127.0.0.1:54330 "$folder"
