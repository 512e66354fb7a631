#!/usr/bin/env bash
# Each way of docs/install.md from nothing, with a clock: a methodologist with the Debian package in a clean chroot, a
# Python user with the wheel in a fresh environment, an administrator with the image. Each must have a first figure in
# five minutes. Needs root, debootstrap and buildah; what is tried lies in target/packages and target/wheels.
set -euo pipefail
cd "$(dirname "$0")/../.."
packages=$PWD/target/packages
answers=$PWD/tests/data/alliance-monitor.csv
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

timed() {
  local begun=$SECONDS
  "$2"
  local took=$((SECONDS - begun))
  echo "== $1: first figure after $took s"
  [ "$took" -le 300 ] || { echo "more than five minutes" >&2; return 1; }
}

# What stands in the installed documentation, on a Debian of its own.
methodologist() {
  local root=$folder/debian
  cp "$packages"/verbond_*.deb "$root/tmp/verbond.deb"
  cp "$answers" "$root/tmp/answers.csv"
  chroot "$root" apt-get install -y -qq /tmp/verbond.deb > /dev/null
  chroot "$root" verbond list > "$folder/list"
  grep -q wai-sr "$folder/list"
  chroot "$root" sh -c 'cd /tmp && verbond score alliance-monitor answers.csv' > "$folder/scores.csv" 2> "$folder/figures"
  grep -q 'Alliance ' "$folder/figures"
  chroot "$root" test -f /usr/share/man/man1/verbond.1.gz -o -f /usr/share/man/man1/verbond.1
  chroot "$root" test -f /usr/share/bash-completion/completions/verbond
  test "$(chroot "$root" stat -c '%a %U' /var/lib/verbond)" = "700 verbond"
}

removed() {
  local root=$folder/debian
  touch "$root/var/lib/verbond/kept"
  chroot "$root" apt-get purge -y -qq verbond > /dev/null 2> "$folder/purged"
  test ! -e "$root/usr/bin/verbond"
  test -e "$root/var/lib/verbond/kept"
  grep -q 'kept in /var/lib/verbond' "$folder/purged"
}

python_user() {
  python3 -m venv "$folder/python"
  "$folder/python/bin/pip" install --quiet target/wheels/verbond-*.whl polars
  "$folder/python/bin/python" - "$answers" << 'PYTHON'
import sys
import polars
import verbond

measure = verbond.load("alliance-monitor")
scored = measure.score(polars.read_csv(sys.argv[1], infer_schema_length=None))
print(scored.frame["total"].mean())
PYTHON
  "$folder/python/bin/verbond" list > "$folder/list"
  grep -q wai-sr "$folder/list"
}

# As the image's user. Buildah can run it without a runtime of containers by chroot alone, and there nobody but root may
# begin a program, so its root is mounted and entered.
administrator() {
  local image container root user address=127.0.0.1:18080
  image=$(buildah --storage-driver vfs pull --quiet "oci-archive:$packages/verbond-image.tar")
  container=$(buildah --storage-driver vfs from "$image")
  user=$(buildah --storage-driver vfs inspect --format '{{.OCIv1.Config.User}}' "$container")
  test "$user" = 10001:10001
  root=$(buildah --storage-driver vfs mount "$container")
  chroot --userspec="$user" "$root" /usr/bin/verbond list > "$folder/list"
  grep -q wai-sr "$folder/list"
  chroot --userspec="$user" "$root" /usr/bin/verbond serve --config /etc/verbond/verbond.toml --listen "$address" > "$folder/served" 2>&1 &
  local server=$!
  for _ in $(seq 100); do
    if curl --silent --fail "http://$address/" > "$folder/page"; then break; fi
    sleep 0.2
  done
  grep -q '<title>' "$folder/page" || { cat "$folder/served" >&2; return 1; }
  kill "$server"
  buildah --storage-driver vfs rm "$container" > /dev/null
}

debootstrap --variant=minbase bookworm "$folder/debian" > /dev/null
timed "a methodologist with the Debian package" methodologist
removed
timed "a Python user with the wheel" python_user
timed "an administrator with the image" administrator
