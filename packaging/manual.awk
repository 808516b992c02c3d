# Tidies what swift-argument-parser's generate-manual writes, as mdoc(7) wants it: a paragraph for an empty line, a
# display for indented lines, a line for each sentence, and the exit statuses in the section of that name.

# Keeps a line of text from being read as a macro.
function plain(line) { return line ~ /^[.']/ ? "\\&" line : line }

# Prints a line of text, each of its sentences on a line of its own.
function sentences(line) {
  while (match(line, /[.!?)] +\(?[A-Z]/)) {
    print plain(substr(line, 1, RSTART))
    line = substr(line, RSTART + 1)
    sub(/^ +/, "", line)
  }
  print plain(line)
}

# Ends what an indented line began, and remembers where a paragraph ends.
function close_display() {
  if (shown) print ".Ed"
  shown = 0
}

/^Exit status:$/ { statuses = 1; next }
statuses && /^  / { status[++count] = substr($0, 3); next }
statuses && /^$/ { next }
{ statuses = 0 }

/^$/ { close_display(); gap = 1; next }
/^  / {
  if (!shown) print ".Bd -literal -offset indent"
  shown = 1
  gap = 0
  print plain(substr($0, 3))
  next
}
/^\.Pp$/ { close_display(); gap = 1; next }
/^\.Ex -std/ && count {
  print ".Bl -tag -width 6n -compact"
  for (i = 1; i <= count; i++) {
    match(status[i], / +/)
    print ".It " substr(status[i], 1, RSTART - 1)
    print plain(substr(status[i], RSTART + RLENGTH))
  }
  print ".El"
  next
}
/^\./ { close_display(); gap = 0; print; next }
{
  close_display()
  if (gap) print ".Pp"
  gap = 0
  sentences($0)
}
