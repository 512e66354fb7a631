#!/usr/bin/env bash
# The pages that are talked over and printed, as files and in Chromium: cases, teams, a report, paper, an analysis. axe-core finds nothing, no two
# labels of a chart touch as they are drawn, letters are 12 px at least, nothing scrolls sideways from 320 px on; printed, the first sheet is no empty
# one, a report is one sheet, or two where its answers need it, paper as many as it has, and no question breaks over two. Pictures and PDFs stay in target/judges/talk.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
debian_packages chromium fonts-noto-core
node_packages playwright-core@1.56.1 axe-core@4.11.0
folder=$PWD/target/judges/talk
rm -rf "$folder" && mkdir -p "$folder"
printf '[norms]\njudge-by-simulated = true\n[site]\nname = "Probation"\n' > "$folder/verbond.toml"
export VERBOND_CONFIG="$folder/verbond.toml"
demo=src/cli/demo/demo.csv
for language in en nl ar; do
  "$verbond" follow alliance-monitor "$demo" --norms demo --language "$language" --output "$folder/case-$language.html" 2> /dev/null
  "$verbond" report demo-1 --of alliance-monitor --answers "$demo" --norms demo --language "$language" --output "$folder/report-$language.html" 2> /dev/null
  "$verbond" team alliance-monitor "$answers" --norms demo --language "$language" --output "$folder/team-$language.html" 2> /dev/null
  "$verbond" print alliance-monitor --language "$language" --output "$folder/paper-$language.html" 2> /dev/null
done
"$verbond" print alliance-monitor --language nl-NL-x-easy --output "$folder/paper-easy.html" 2> /dev/null
"$verbond" follow alliance-monitor "$answers" --norms demo --attention --output "$folder/courses.html" 2> /dev/null
"$verbond" analyse alliance-monitor "$answers" --by mandate --retest 1,2 --to "html=$folder/analysis.html" > /dev/null 2>&1
NODE_PATH="$node_modules" node tests/judges/talk.js "$folder"
