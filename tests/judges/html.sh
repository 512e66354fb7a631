#!/usr/bin/env bash
# Chromium opens the page of results without a network, on a phone and on a desk; axe-core finds nothing against WCAG 2.2 AA.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/judges/packages.inc
. tests/judges/outputs.inc
debian_packages chromium
node_packages playwright-core@1.56.1 axe-core@4.11.0
NODE_PATH="$node_modules" node tests/judges/html.js "$outputs/s.html" target/judges
