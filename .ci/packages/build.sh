#!/usr/bin/env bash
# Builds what is handed out, from the program as it is packaged (`cargo build --profile dist`): the Debian package and the
# image in target/packages, each with its SHA-256. `bash bindings/python/build.sh` builds the wheel.
# `build.sh [deb] [image]`; both without. Needs cargo-deb for the one and buildah for the other.
set -euo pipefail
cd "$(dirname "$0")/../.."
wanted=("$@")
[ ${#wanted[@]} -gt 0 ] || wanted=(deb image)
profile=${PROFILE:-dist}
program=target/$profile/verbond
out=target/packages
mkdir -p "$out"
cargo build --profile "$profile" --locked --package verbond

# Manual pages and completions are the program's own.
pages() {
  rm -rf "$out/man" "$out/completions"
  mkdir -p "$out/man" "$out/completions"
  "$program" man --folder "$out/man"
  for shell in bash zsh fish; do "$program" completions "$shell" > "$out/completions/$shell"; done
}

deb() {
  pages
  cargo deb --no-build --profile "$profile" --locked --output "$out/"
}

# The program needs the loader and a few libraries of C; an image from scratch has none.
image() {
  local root=$out/image/root
  rm -rf "$out/image"
  mkdir -p "$root"/{usr/bin,etc/verbond/instruments,usr/share/verbond,tmp,var/lib} "$out/image/kept/verbond"
  cp "$program" "$root/usr/bin/verbond"
  cp -r instruments "$root/usr/share/verbond/instruments"
  cp .ci/packages/verbond.toml "$root/etc/verbond/verbond.toml"
  echo 'verbond:x:10001:10001::/var/lib/verbond:/sbin/nologin' > "$root/etc/passwd"
  chmod 1777 "$root/tmp"
  chmod 0700 "$out/image/kept/verbond"
  ldd "$program" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
  cp .ci/packages/Containerfile "$out/image/"
  buildah --storage-driver vfs build --isolation chroot --quiet --tag verbond:"$("$program" --version | cut -d' ' -f2)" "$out/image"
  rm -f "$out/verbond-image.tar"
  buildah --storage-driver vfs push --quiet verbond:"$("$program" --version | cut -d' ' -f2)" "oci-archive:$out/verbond-image.tar"
}

for one in "${wanted[@]}"; do "$one"; done
cd "$out"
find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%f\n' | sort | xargs -r sha256sum > SHA256SUMS
cat SHA256SUMS
