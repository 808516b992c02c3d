#!/usr/bin/env bash
# Installs a release of jobreport for the job that runs this; action.yml tells what is read and set.
set -euo pipefail

fail() {
  echo "::error title=jobreport::${1//$'\n'/%0A}"
  exit 1
}

case ${RUNNER_OS:-} in
  Linux) os=linux ;;
  macOS) os=macos ;;
  *) fail "there is no release for the system '${RUNNER_OS:-}'; use a runner with Linux or macOS" ;;
esac
case ${RUNNER_ARCH:-} in
  X64) arch=x86_64 ;;
  ARM64) arch=arm64 ;;
  *) fail "there is no release for the processor '${RUNNER_ARCH:-}'; use a runner with X64 or ARM64" ;;
esac

releases=${GITHUB_SERVER_URL:-https://github.com}/${ACTION_REPOSITORY:-$GITHUB_REPOSITORY}/releases
download() {
  curl --fail --silent --show-error --location --retry 3 --max-time 300 "$@"
}

version=${VERSION:-latest}
if [ "$version" = latest ]; then
  # The page of the newest release has its tag in the address that it leads to.
  page=$(download --head --output /dev/null --write-out '%{url_effective}' "$releases/latest") ||
    fail "could not ask $releases/latest for the newest version; name one with 'version:'"
  version=${page##*/}
fi
version=${version#v}
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] ||
  fail "'$version' is not a version; write one such as 0.2.0, or latest"

name=jobreport-$version-$os-$arch
folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/jobreport.XXXXXX")
cd "$folder"
for file in "$name.tar.gz" SHA256SUMS; do
  download --output "$file" "$releases/download/v$version/$file" ||
    fail "could not download $file of version $version; see $releases for what there is"
done
if command -v sha256sum > /dev/null; then sum=sha256sum; else sum="shasum -a 256"; fi
expected=$(awk -v name="$name.tar.gz" '$2 == name { print $1 }' SHA256SUMS)
actual=$($sum "$name.tar.gz" | cut -d ' ' -f 1)
[ -n "$expected" ] && [ "$expected" = "$actual" ] ||
  fail "$name.tar.gz is not the file that SHA256SUMS of version $version names; nothing was installed"

tar -xzf "$name.tar.gz"
"$name/bin/jobreport" --version ||
  fail "jobreport does not run here; it needs libcurl, SQLite and OpenSSL 3 (apt-get install libcurl4 libsqlite3-0 libssl3)"
echo "$folder/$name/bin" >> "$GITHUB_PATH"
echo "version=$version" >> "$GITHUB_OUTPUT"
