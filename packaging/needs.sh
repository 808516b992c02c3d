#!/bin/sh
# Installs, through apt or brew, what parts of the work need and this machine lacks, and says what.
# usage: packaging/needs.sh build|test|browser|pictures|workflows|package...
set -eu

# The packages of a part, the one list of them: those of Debian and Ubuntu, and those of Homebrew. What Swift
# itself needs to compile and to link stands here too, as an archive of Swift unpacked on a bare machine lacks it.
list() {
  case $1.$2 in
    build.apt)
      echo make git ca-certificates g++ libncurses-dev libxml2-dev zlib1g-dev tzdata \
        pkg-config libcmark-dev libcurl4-openssl-dev libsqlite3-dev libssl-dev
      ;;
    build.brew) echo cmark pkgconf ;;
    test.apt) echo cmark cmark-gfm openssl python3 sqlite3 ;;
    test.brew) echo cmark cmark-gfm openssl ;;
    browser.apt) echo chromium default-jre-headless python3-venv ;;
    browser.brew) echo openjdk ;;
    pictures.apt | pictures.brew) echo pngquant ;;
    workflows.apt) echo python3-venv ;;
    workflows.brew) ;;
    package.apt) echo binutils debootstrap dpkg-dev libdeflate-tools mandoc ;;
    package.brew) echo cmake libdeflate mandoc ;;
    *) echo "packaging/needs.sh: there is no part '$1'; name build, test, browser, pictures, workflows or package" >&2; exit 64 ;;
  esac
}

if command -v apt-get > /dev/null; then
  tool=apt
elif command -v brew > /dev/null; then
  tool=brew
else
  echo "packaging/needs.sh: neither apt nor brew is here, so nothing is installed; the lists in this file name what is needed" >&2
  tool=none
fi

missing=""
for part in "$@"; do
  if [ "$part" = build ] && ! command -v "${SWIFT:-swift}" > /dev/null; then
    echo "packaging/needs.sh: there is no '${SWIFT:-swift}'; install Swift 6.2 or later: https://www.swift.org/install/" >&2
    exit 1
  fi
  [ $tool != none ] || continue
  names=$(list "$part" $tool)
  case $tool in
    apt) here=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' $names 2> /dev/null || true) ;;
    brew) here=$(brew list --formula --versions $names 2> /dev/null | sed 's/^\([^ ]*\).*/installed \1/' || true) ;;
  esac
  for name in $names; do
    printf '%s\n' "$here" | grep -qx "installed $name" || missing="$missing $name"
  done
done
[ -n "$missing" ] || exit 0

echo "Installing what $* needs and this machine lacks:$missing" >&2
case $tool in
  apt)
    root=
    if [ "$(id -u)" -ne 0 ]; then
      if ! command -v sudo > /dev/null; then
        echo "packaging/needs.sh: installing takes root, and there is no sudo; run as root: apt-get update && apt-get install -y --no-install-recommends$missing" >&2
        exit 1
      fi
      root=sudo
    fi
    # A list of another's packages that cannot be had is a warning: what is missing may be in the rest.
    $root apt-get update -qq >&2 || echo "packaging/needs.sh: 'apt-get update' failed; going on with the lists that are there" >&2
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
    ;;
  brew) brew install --quiet $missing >&2 ;;
esac
