#!/bin/sh
# Writes the man page and the completions of shells into FOLDER, from the command line's own description.
# usage: packaging/share.sh PROGRAM GENERATE-MANUAL FOLDER
set -eu
program=$1 generator=$2 folder=$3
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The generator leaves out what is not ASCII without a word: it reads the description through this.
printf '#!/bin/sh\n"%s" "$@" | iconv -f UTF-8 -t ASCII//TRANSLIT\n' "$program" > "$work/jobreport"
chmod +x "$work/jobreport"

# The day of the sources, so that the same sources give the same page.
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || date +%s)}
day=$(TZ=UTC date -d "@$epoch" +%Y-%m-%d 2> /dev/null || TZ=UTC date -r "$epoch" +%Y-%m-%d)
TZ=UTC "$generator" "$work/jobreport" --date "$day" --output-directory "$work"

install -d "$folder/man/man1" "$folder/bash-completion/completions" "$folder/zsh/site-functions" \
  "$folder/fish/vendor_completions.d"
awk -f "$here/manual.awk" "$work/jobreport.1" > "$folder/man/man1/jobreport.1"
"$program" --generate-completion-script bash > "$folder/bash-completion/completions/jobreport"
"$program" --generate-completion-script zsh > "$folder/zsh/site-functions/_jobreport"
"$program" --generate-completion-script fish > "$folder/fish/vendor_completions.d/jobreport.fish"
