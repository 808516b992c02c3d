#!/bin/sh
# Makes what a release consists of, in .build/dist: jobreport-VERSION-OS-ARCH.tar.gz, on Linux a .deb too, and SHA256SUMS.
# The same sources and tools give the same bytes; SOURCE_DATE_EPOCH is the time of all files, that of the commit if unset.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C TZ=UTC
umask 022

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || date +%s)}
export SOURCE_DATE_EPOCH
version=$(sed -n 's/.*static let text = "\(.*\)".*/\1/p' Sources/ReportKit/Site/Site.swift)
if [ "${RELEASE_TAG:-v$version}" != "v$version" ]; then
  echo "packaging/dist.sh: the tag is $RELEASE_TAG, and the program says $version; let the tag be v$version" >&2
  exit 1
fi
case $(uname -s) in Linux) os=linux ;; Darwin) os=macos ;; *) os=$(uname -s) ;; esac
case $(uname -m) in aarch64 | arm64) arch=arm64 ;; *) arch=$(uname -m) ;; esac
name=jobreport-$version-$os-$arch
out=$PWD/.build/dist
work=$PWD/.build/dist-work
rm -rf "$out" "$work"
mkdir -p "$out" "$work/static"

# libcmark goes into the program: its name differs from one version of Debian to the next. A folder that holds nothing
# but the archive is where the linker looks first, as each library's description names it.
if [ $os = macos ]; then
  # Homebrew builds it as a shared library only; it gives the sources that it has checked.
  brew unpack --destdir "$work/cmark" cmark
  cmake -S "$work"/cmark/cmark-* -B "$work/cmark/build" -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTING=OFF \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_OSX_DEPLOYMENT_TARGET=15.0
  cmake --build "$work/cmark/build"
  find "$work/cmark/build" -name libcmark.a -exec cp {} "$work/static/" \;
else
  cp "$(pkg-config --variable=libdir libcmark)/libcmark.a" "$work/static/"
fi

for library in libcmark libcurl libcrypto; do
  ! pkg-config --exists $library ||
    sed "s|^Libs:|& -L$work/static|" "$(pkg-config --variable=pcfiledir $library)/$library.pc" > "$work/static/$library.pc"
done
PKG_CONFIG_PATH=$work/static${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export PKG_CONFIG_PATH

make --no-print-directory install DESTDIR="$work/" PREFIX="$name"
tree=$work/$name
for file in README.md CHANGELOG.md $(find docs -type f ! -name '.*'); do
  install -d "$tree/share/doc/jobreport/$(dirname "$file")"
  install -m 644 "$file" "$tree/share/doc/jobreport/$file"
done
program=$tree/bin/jobreport

mandoc -T lint -W warning "$tree/share/man/man1/jobreport.1" >&2

if [ $os = linux ]; then
  # The oldest C library that releases run with is that of Ubuntu 22.04.
  newest=$(objdump -T "$program" | sed -n 's/.*GLIBC_\([0-9.]*\).*/\1/p' | sort -uV | tail -1)
  if [ "$(printf '%s\n2.35\n' "$newest" | sort -V | tail -1)" != 2.35 ]; then
    echo "packaging/dist.sh: the program needs glibc $newest, and releases run with 2.35; build on Ubuntu 22.04" >&2
    exit 1
  fi
  if objdump -p "$program" | grep 'NEEDED.*cmark' >&2; then
    echo "packaging/dist.sh: the program needs a shared libcmark" >&2
    exit 1
  fi
fi

# Sets the time of all files of a folder to that of the sources.
set_times() {
  stamp=$(date -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M.%S 2> /dev/null || date -r "$SOURCE_DATE_EPOCH" +%Y%m%d%H%M.%S)
  find "$1" -exec touch -h -t "$stamp" {} +
}

set_times "$tree"
case $(tar --version) in
  *GNU*) owner="--owner=0 --group=0" ;;
  *) owner="--uid=0 --gid=0" ;;
esac
(cd "$work" && find "$name" | sort > files && tar --format=ustar --numeric-owner $owner --no-recursion -T files -cf "$name.tar")
# What gzip itself writes is a twentieth larger.
libdeflate-gzip -12 < "$work/$name.tar" > "$out/$name.tar.gz"

if [ $os = linux ]; then
  package=$work/package
  mkdir -p "$package/DEBIAN" "$package/usr"
  cp -R "$tree/." "$package/usr/"
  gzip -9n "$package/usr/share/man/man1/jobreport.1" "$package/usr/share/doc/jobreport/CHANGELOG.md"
  # Where Debian's zsh looks.
  mkdir -p "$package/usr/share/zsh/vendor-completions"
  mv "$package/usr/share/zsh/site-functions/_jobreport" "$package/usr/share/zsh/vendor-completions/"
  rmdir "$package/usr/share/zsh/site-functions"
  # dpkg-shlibdeps looks for a source package around it.
  mkdir -p "$work/source/debian"
  : > "$work/source/debian/control"
  libraries=$(cd "$work/source" && dpkg-shlibdeps -O "$program" | sed -n 's/^shlibs:Depends=//p')
  size=$(find "$package/usr" -type f -exec cat {} + | wc -c)
  cat > "$package/DEBIAN/control" << END
Package: jobreport
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: ${JOBREPORT_MAINTAINER:-The developers of jobreport <jobreport@localhost>}
Section: utils
Priority: optional
Depends: $libraries
Recommends: ca-certificates
Installed-Size: $(((size + 1023) / 1024))
Description: report that people can browse from the jobs of AI agents
 Fetches agent jobs, renders each into Markdown and HTML, and writes a directory
 of pages that opens from disk, from a CI artifact or from a static host.
END
  set_times "$package"
  dpkg-deb --root-owner-group -Zxz --threads-max=1 --build "$package" "$out/jobreport_${version}_$(dpkg --print-architecture).deb" >&2
fi

# What a person waits for; a step over it should be one that somebody decided on.
within() {
  size=$(wc -c < "$1")
  if [ "$size" -gt "$2" ]; then
    echo "packaging/dist.sh: $1 has $size bytes, and $2 is the most it may have" >&2
    exit 1
  fi
}
within "$program" 70000000
within "$out/$name.tar.gz" 25000000

if command -v sha256sum > /dev/null; then sum=sha256sum; else sum="shasum -a 256"; fi
(cd "$out" && $sum -- *.tar.gz *.deb 2> /dev/null > SHA256SUMS || $sum -- *.tar.gz > SHA256SUMS)
(cd "$out" && ls -l && cat SHA256SUMS)
