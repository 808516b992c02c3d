/// Plain fields in Markdown: each comes back as the text it was, on one line.
extension Escaping {
  /// Text in a paragraph, a list item or a heading, behind what stands there already.
  static func markdown(
    _ text: String, for profile: MarkdownProfile = .page, keepsCode: Bool = false, into bytes: inout [UInt8]
  ) {
    var writer = MarkdownText(profile: profile, endsLine: true)
    switch MarkdownLine.before(end: bytes) {
    case .blockStart: writer.startsLine = true
    case .heading: writer.isHeading = true
    case .text: break
    }
    field(text, writer, keepsCode: keepsCode, into: &bytes)
  }

  /// Text in a cell of a table, whose bars are written `| a | b |`.
  static func markdownCell(
    _ text: String, for profile: MarkdownProfile = .page, keepsCode: Bool = false,
    into bytes: inout some Output
  ) {
    let writer = MarkdownText(profile: profile, isCell: true, endsLine: true)
    field(text, writer, keepsCode: keepsCode, into: &bytes)
  }

  private static func field(
    _ text: String, _ writer: MarkdownText, keepsCode: Bool, into bytes: inout some Output
  ) {
    var writer = writer
    withOneLine(text) { line in
      writer.defusesDollars = mayPairDollars(line)
      if keepsCode, let parts = FieldSpans.parts(of: line) {
        field(line, parts, writer, into: &bytes)
      } else {
        writer.write(line, into: &bytes)
      }
    }
  }

  private static func field(
    _ line: UnsafeBufferPointer<UInt8>, _ parts: [FieldSpans.Part], _ writer: MarkdownText,
    into bytes: inout some Output
  ) {
    for (number, part) in parts.enumerated() {
      switch part {
      case .text(let range):
        var writer = writer
        writer.startsLine = writer.startsLine && number == 0
        writer.endsLine = writer.endsLine && number == parts.count - 1
        writer.write(UnsafeBufferPointer(rebasing: line[range]), into: &bytes)
      case .code(let range):
        let isBehindBacktick: Bool
        if number > 0, case .text(let before) = parts[number - 1] {
          isBehindBacktick = line[before].last == UInt8(ascii: "`")
        } else {
          isBehindBacktick = false
        }
        if !isBehindBacktick { keepCodeSpan(behind: &bytes) }
        codeSpan(UnsafeBufferPointer(rebasing: line[range]), isCell: writer.isCell, into: &bytes)
      }
    }
  }

  /// Whether a dollar of a field could close mathematics: the second one of the field, or one behind a character,
  /// since the field before it in the line may have another.
  private static func mayPairDollars(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let first = line.index(of: UInt8(ascii: "$"), from: 0)
    guard first < line.count else { return false }
    return first > 0 && line[first - 1] != 0x20
      || line.index(of: UInt8(ascii: "$"), from: first + 1) < line.count
  }

  /// Escapes a `!` at the end of what is written, if what follows starts a link: it would be an image.
  static func keepLink(behind bytes: inout [UInt8], startingWith next: UInt8?) {
    guard next == UInt8(ascii: "["), bytes.last == UInt8(ascii: "!") else { return }
    bytes.insert(UInt8(ascii: "\\"), at: bytes.count - 1)
  }

  /// Keeps a code span that follows apart from backticks at the end of what is written, with which its
  /// own would be read as one run.
  static func keepCodeSpan(behind bytes: inout some Output) {
    if bytes.last == UInt8(ascii: "`") { bytes.append(literal: MarkdownText.joiner) }
  }

  /// A code span (CommonMark 0.30, 6.1); nothing for an empty text, which a code span cannot hold.
  static func codeSpan(_ text: String, into bytes: inout some Output) {
    withOneLine(text) { codeSpan($0, isCell: false, into: &bytes) }
  }

  /// A code span in a cell of a table, where a bar is escaped even in code (GFM 0.29, 4.10).
  static func cellCodeSpan(_ text: String, into bytes: inout some Output) {
    withOneLine(text) { codeSpan($0, isCell: true, into: &bytes) }
  }

  /// A code span around bytes without line feeds: a fence longer than any in it, and spaces inside it
  /// where the first and last character would be misread.
  static func codeSpan(_ code: UnsafeBufferPointer<UInt8>, isCell: Bool, into bytes: inout some Output) {
    guard let first = code.first, let last = code.last else { return }
    let fence = codeSpanFence(code)
    let isSpaced = first == 0x20 && last == 0x20 && code.contains { $0 != 0x20 }
    let isPadded = first == UInt8(ascii: "`") || last == UInt8(ascii: "`") || isSpaced
    bytes.append(UInt8(ascii: "`"), times: fence)
    if isPadded { bytes.append(0x20) }
    var copied = 0
    while isCell {
      let bar = code.index(of: UInt8(ascii: "|"), from: copied)
      guard bar < code.count else { break }
      bytes.append(contentsOf: code[copied..<bar])
      bytes.append(literal: "\\|")
      copied = bar + 1
    }
    bytes.append(contentsOf: code[copied...])
    if isPadded { bytes.append(0x20) }
    bytes.append(UInt8(ascii: "`"), times: fence)
  }

  /// cmark reads no run of more backticks as the end of a code span.
  private static let longestFence = 80

  /// How many backticks delimit a code span: more than stand in it side by side, and where these are too
  /// many a number of which there is no run.
  private static func codeSpanFence(_ code: UnsafeBufferPointer<UInt8>) -> Int {
    let longest = longestRun(of: UInt8(ascii: "`"), in: code)
    guard longest >= longestFence else { return longest + 1 }
    let runs = Set(
      code.split { $0 != UInt8(ascii: "`") }.map(\.count).filter { $0 <= longestFence })
    return (1...longestFence).first { !runs.contains($0) } ?? longest + 1
  }

  static func longestRun(of character: UInt8, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var longest = 0
    var start = text.index(of: character, from: 0)
    while start < text.count {
      var end = start + 1
      while end < text.count, text[end] == character { end += 1 }
      longest = max(longest, end - start)
      start = text.index(of: character, from: end)
    }
    return longest
  }

  /// The destination of an inline link between its parentheses, or in a cell (CommonMark 0.30, 6.3).
  /// One that no policy allows is left empty.
  static func markdownDestination(
    _ url: String, for profile: MarkdownProfile = .page, into bytes: inout some Output
  ) {
    var url = url
    let isPath = url.withUTF8 { text in
      guard let first = text.first, first != UInt8(ascii: "/"), text.allSatisfy(ByteSet.path.contains) else {
        return false
      }
      bytes.append(contentsOf: text)
      return true
    }
    guard !isPath, var text = LinkDestination(url, policy: .site)?.text else { return }
    text.withUTF8 { markdownDestination($0, for: profile, into: &bytes) }
  }

  /// An inline link; the text with the address as code where a forge would take the address for a reference and no
  /// detour leads there.
  static func markdownLink(
    _ text: Markdown, to destination: LinkDestination, for profile: MarkdownProfile, into bytes: inout [UInt8]
  ) {
    var address = destination.text
    address.withUTF8 { address in
      let guarded = ForgeReference.guarding(address, for: profile)
      if case .code = guarded {
        bytes += text.bytes
        bytes.append(literal: " (")
        codeSpan(destination.text, into: &bytes)
        bytes.append(literal: ")")
        return
      }
      keepLink(behind: &bytes, startingWith: UInt8(ascii: "["))
      bytes.append(literal: "[")
      bytes += text.bytes
      bytes.append(literal: "](")
      write(address, guarded: guarded, into: &bytes)
      bytes.append(literal: ")")
    }
  }

  /// A destination as `LinkDestination` has it.
  static func markdownDestination(
    _ destination: UnsafeBufferPointer<UInt8>, for profile: MarkdownProfile,
    into bytes: inout some Output
  ) {
    write(destination, guarded: ForgeReference.guarding(destination, for: profile), into: &bytes)
  }

  private static func write(
    _ destination: UnsafeBufferPointer<UInt8>, guarded: ForgeReference.Guard?, into bytes: inout some Output
  ) {
    guard case .detour(let start, let path) = guarded else {
      return writeDestination(destination, into: &bytes)
    }
    (start + destination[path...]).withUnsafeBufferPointer { writeDestination($0, into: &bytes) }
  }

  /// Returns the destination, or one that leads to the same page without being a reference.
  static func detour(
    _ destination: UnsafeBufferPointer<UInt8>, for profile: MarkdownProfile, into bytes: inout [UInt8]
  ) {
    guard case .detour(let start, let path) = ForgeReference.guarding(destination, for: profile) else {
      bytes.append(contentsOf: destination)
      return
    }
    bytes += start
    bytes.append(contentsOf: destination[path...])
  }

  private static func writeDestination(
    _ destination: UnsafeBufferPointer<UInt8>, into bytes: inout some Output
  ) {
    var copied = 0
    for (index, byte) in destination.enumerated() {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        bytes.append(contentsOf: destination[copied..<index])
        bytes.append(UInt8(ascii: "\\"))
        copied = index
      case UInt8(ascii: "&") where MarkdownText.startsEntity(destination, index):
        // cmark reads entities before escapes here, so a backslash would not hold.
        bytes.append(contentsOf: destination[copied..<index])
        bytes.append(literal: "&amp;")
        copied = index + 1
      default: break
      }
    }
    bytes.append(contentsOf: destination[copied...])
  }

  /// The title of an inline link, with the space before it (CommonMark 0.30, 6.3).
  static func markdownTitle(_ title: UnsafeBufferPointer<UInt8>, isCell: Bool, into bytes: inout some Output)
  {
    bytes.append(literal: " \"")
    for (index, byte) in title.enumerated() {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "`"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case UInt8(ascii: "&"):
        bytes.append(literal: MarkdownText.startsEntity(title, index) ? "&amp;" : "&")
      case UInt8(ascii: "|"): bytes.append(literal: isCell ? "\\|" : "|")
      case UInt8(ascii: "<"): bytes.append(literal: "&lt;")
      case UInt8(ascii: "\n"): bytes.append(literal: "&#10;")
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Hands on a text with its line ends and tabs folded to spaces, without spaces around it, and with
  /// what cannot be seen made visible.
  static func withOneLine(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text = text
    let isClean = text.withUTF8 { buffer in
      let isPrintable = buffer.firstIndex(in: 0..<buffer.count) { $0.nonPrintableMarks } == buffer.count
      guard isPrintable || InvisibleText.isPlain(buffer) && !buffer.contains(where: { $0 < 0x20 }),
        !mayHaveSpaceAround(buffer)
      else { return false }
      body(buffer)
      return true
    }
    if isClean { return }
    var line = InvisibleText.marked(folded(text))
    line.withUTF8(body)
  }

  /// Whether white space may stand at an end of a text, also that of other scripts.
  private static func mayHaveSpaceAround(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    let leads: (UInt8) -> Bool = { $0 == 0xC2 || (0xE1...0xE3).contains($0) }
    return first == 0x20 || last == 0x20 || leads(first)
      || last >= 0x80 && text.suffix(3).contains(where: leads)
  }

  private static func folded(_ text: String) -> String {
    let isFolded: (Unicode.Scalar) -> Bool = { (0x09...0x0D).contains($0.value) || $0 == " " }
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    var line = String.UnicodeScalarView()
    for (index, scalar) in scalars[first...last].enumerated() {
      if scalar != " ", isFolded(scalar) {
        if !isFolded(scalars[first + index - 1]) { line.append(" ") }
      } else {
        line.append(scalar)
      }
    }
    return String(line)
  }
}
