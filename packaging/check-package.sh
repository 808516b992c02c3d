#!/bin/sh
# Installs the Debian package, and then the archive, of a FOLDER that make dist left, on a bare Debian or Ubuntu that
# may be thrown away; runs as root. usage: packaging/check-package.sh FOLDER
set -eu
folder=$(cd "$1" && pwd)
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

fail() {
  echo "packaging/check-package.sh: $1" >&2
  exit 1
}

(cd "$folder" && sha256sum --check SHA256SUMS)
# Images leave out manuals to save room; this one is to be found.
rm -f /etc/dpkg/dpkg.cfg.d/excludes /etc/dpkg/dpkg.cfg.d/docker
apt-get update -qq
apt-get install -y -qq --no-install-recommends "$folder"/*.deb > /tmp/apt.log || { cat /tmp/apt.log; fail "apt-get could not install the package"; }

version=$(dpkg-query --show --showformat='${Version}' jobreport)
jobreport --version
[ "$(jobreport --version | head -n 1)" = "jobreport $version" ] || fail "--version and the package differ"
jobreport --version | grep -Eqx 'commit [0-9a-f]{12}(-dirty)?' || fail "the program does not know its commit"
for file in share/man/man1/jobreport.1.gz share/bash-completion/completions/jobreport \
  share/zsh/vendor-completions/_jobreport share/fish/vendor_completions.d/jobreport.fish share/doc/jobreport/README.md; do
  [ -s "/usr/$file" ] || fail "/usr/$file is missing"
done
# The changelog is packed there, as Debian wants it.
doc=/usr/share/doc/jobreport
for file in $(grep -oE '\]\([^):#]+[)#]' $doc/README.md | tr -d '])(#'); do
  [ -e "$doc/$file" ] || [ -e "$doc/$file.gz" ] || fail "the README links to $file, which is missing"
done
bash -n /usr/share/bash-completion/completions/jobreport || fail "bash cannot read its completions"

# As somebody who may write nowhere else.
work=$(mktemp -d)
chown nobody "$work"
as_nobody() { (cd "$work" && setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$work" "$@"); }
as_nobody jobreport build --sample --time-zone Europe/Berlin
as_nobody jobreport verify report
[ "$(find "$work/report/jobs" -name '*.html' | wc -l)" -gt 20 ] || fail "the sample's report has too few pages"
status=0
as_nobody env MINTLIFY_API_KEY=mint_0 MINTLIFY_API_URL=http://127.0.0.1:1 jobreport build --project acme --output other 2> "$work/errors" || status=$?
[ $status = 1 ] && grep -q '127.0.0.1' "$work/errors" || { cat "$work/errors"; fail "a refused connection is not an error of its own"; }

apt-get purge -y -qq jobreport > /dev/null
[ -z "$(find /usr -name '*jobreport*')" ] || fail "removing the package leaves files: $(find /usr -name '*jobreport*')"

# The archive has the same program in a folder of its own.
tar -xzf "$folder"/*.tar.gz -C "$work"
[ "$("$work"/jobreport-*/bin/jobreport --version | head -n 1)" = "jobreport $version" ] || fail "the archive's program differs"
[ "$(find "$work"/jobreport-* -type f ! -path '*/share/doc/*' | wc -l)" = 5 ] || fail "the archive's files are not the ones there should be"
echo "The package of jobreport $version can be installed, run and removed here."
