#!/usr/bin/env bash
# The store with SQLCipher, which is built with the ciphers of the OpenSSL that the system has: the tests of stores, with the feature `encryption`.
# Then a SQLCipher that we did not build reads what was written, with the key and not with another.
# A judge for releases: the program and its tests are built once more for it, which takes seven minutes.
set -euo pipefail
cd "$(dirname "$0")/../../.."
. tests/judges/packages.inc
debian_packages libssl-dev pkg-config perl
export OPENSSL_NO_VENDOR=1
cargo test --release --locked --features encryption --test verbond -- storing::
folder=target/judges/encryption
rm -rf "$folder" && mkdir -p "$folder"
printf 'long and kept elsewhere\n' > "$folder/site.key"
printf '[store]\nfile = "site.sqlite"\nkey-file = "site.key"\n' > "$folder/verbond.toml"
cargo run --release --locked --quiet --features encryption -- store --config "$folder/verbond.toml" import alliance-monitor tests/data/alliance-monitor.csv
python_packages sqlcipher3-wheels==0.5.6
python3 - "$folder/site.sqlite" <<'PYTHON'
import sys
from sqlcipher3 import dbapi2 as sqlcipher

def administrations(key):
    store = sqlcipher.connect(sys.argv[1])
    store.execute(f"pragma key = '{key}'")
    return store.execute("select count(*) from administration").fetchone()[0]

right = administrations("long and kept elsewhere")
assert right == 360, f"{right} administrations, not 360"
try:
    administrations("guessed")
except sqlcipher.DatabaseError as refused:
    version = sqlcipher.connect(":memory:").execute("pragma cipher_version").fetchone()[0]
    print(f"SQLCipher {version} of Python reads 360 administrations with the key, and with another: {refused}")
else:
    raise SystemExit("the store can be read with another key")
PYTHON
