#!/usr/bin/env bash
# gcc takes the header of the plugin boundary alone, as C99 and as C++17, without a warning.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p target/judges
header=plugins/sdk/include/verbond_backend.h
gcc -std=c99 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c "$header"
g++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ "$header"
gcc -std=c99 -Wall -Wextra -Wpedantic -Werror -O2 -shared -fPIC -I plugins/sdk/include plugins/tally/tally.c -o target/judges/libtally.so
echo "$(gcc --version | head -n 1): C99 and C++17 without a warning"
