#!/bin/sh
# Checks what make dist made in a bare system of this machine's own kind, which debootstrap makes from the mirror that
# apt is set up with; runs as root. The bare system is kept in .build/package for the next run.
set -eu
cd "$(dirname "$0")/.."
if [ "$(id -u)" -ne 0 ]; then
  echo "packaging/test-package.sh: making a bare system takes root; run it with sudo" >&2
  exit 1
fi

# shellcheck source=/dev/null
. /etc/os-release
base=$PWD/.build/package
root=$base/root
mkdir -p "$base"
if [ ! -e "$base/$VERSION_CODENAME.tar" ]; then
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $VERSION_CODENAME" 'Component: main' |
    sort -u | head -n 1)
  rm -rf "$root"
  debootstrap --variant=minbase "$VERSION_CODENAME" "$root" "$mirror" > "$base/debootstrap.log" ||
    { tail -n 20 "$base/debootstrap.log" >&2; exit 1; }
  tar -C "$root" -cf "$base/$VERSION_CODENAME.tar.part" .
  mv "$base/$VERSION_CODENAME.tar.part" "$base/$VERSION_CODENAME.tar"
fi

rm -rf "$root"
mkdir "$root"
tar -C "$root" -xf "$base/$VERSION_CODENAME.tar"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mkdir "$root/dist"
cp .build/dist/* packaging/check-package.sh "$root/dist/"
# Mounts of its own, which end with the last process in it.
unshare --mount --pid --fork sh -c '
  mount -t proc proc "$1/proc" && mount -t devpts devpts "$1/dev/pts" &&
  exec chroot "$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root /dist/check-package.sh /dist' sh "$root"
rm -rf "$root"
