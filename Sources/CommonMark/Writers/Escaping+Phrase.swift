/// The two forms of a phrase.
extension Escaping {
  /// A phrase as element content, spelled as cmark spells the other form.
  static func html(_ phrase: Phrase, into bytes: inout some Output) {
    for part in phrase.parts {
      switch part {
      case .words(let words): bytes.append(literal: words)
      case .text(let text): withOneLine(text) { htmlContent($0, into: &bytes) }
      case .field(let text): htmlFieldLine(text, into: &bytes)
      case .code(let text): withOneLine(text) { htmlCode($0, into: &bytes) }
      case .styled(let style, let phrase):
        bytes.append(literal: style.marks.start)
        html(phrase, into: &bytes)
        bytes.append(literal: style.marks.end)
      case .link(let phrase, let destination): htmlLink(phrase, to: destination, into: &bytes)
      case .page(let phrase, var path):
        bytes.append(literal: "<a href=\"")
        path.withUTF8 { href($0, into: &bytes) }
        bytes.append(literal: ".html\">")
        htmlLinkText(phrase, or: path, into: &bytes)
      }
    }
  }

  /// A phrase in a paragraph or a list item, behind what stands there already.
  static func markdown(_ phrase: Phrase, for profile: MarkdownProfile, into bytes: inout [UInt8]) {
    for part in phrase.parts {
      switch part {
      case .words(let words): bytes.append(literal: words)
      case .text(let text): markdown(text, for: profile, into: &bytes)
      case .field(let text): markdown(text, for: profile, keepsCode: true, into: &bytes)
      case .code(let text): codeSpan(text, into: &bytes)
      case .styled(let style, let phrase):
        bytes.append(literal: style.marks.markdown)
        markdown(phrase, for: profile, into: &bytes)
        bytes.append(literal: style.marks.markdown)
      case .link(let phrase, let destination):
        markdownLink(Markdown(phrase, for: profile), to: destination, for: profile, into: &bytes)
      case .page(let phrase, let path):
        keepLink(behind: &bytes, startingWith: UInt8(ascii: "["))
        bytes.append(literal: "[")
        markdown(phrase, for: profile, into: &bytes)
        bytes.append(literal: "](")
        markdownDestination("\(path).md", for: profile, into: &bytes)
        bytes.append(literal: ")")
      }
    }
  }

  private static func htmlCode(_ line: UnsafeBufferPointer<UInt8>, into bytes: inout some Output) {
    guard !line.isEmpty else { return }
    bytes.append(literal: "<code>")
    htmlContent(line, into: &bytes)
    bytes.append(literal: "</code>")
  }

  private static func htmlFieldLine(_ text: String, into bytes: inout some Output) {
    withOneLine(text) { line in
      guard let parts = FieldSpans.parts(of: line) else { return htmlContent(line, into: &bytes) }
      for part in parts {
        switch part {
        case .text(let range): htmlContent(UnsafeBufferPointer(rebasing: line[range]), into: &bytes)
        case .code(let range): htmlCode(UnsafeBufferPointer(rebasing: line[range]), into: &bytes)
        }
      }
    }
  }

  private static func htmlLink(
    _ phrase: Phrase, to destination: LinkDestination, into bytes: inout some Output
  ) {
    var address = destination.text
    bytes.append(literal: "<a href=\"")
    address.withUTF8 { href($0, into: &bytes) }
    bytes.append(literal: "\" rel=\"noopener noreferrer nofollow\"")
    bytes.append(literal: isBare(destination, phrase) ? " class=\"bare\">" : ">")
    htmlLinkText(phrase, or: destination.text, into: &bytes)
  }

  /// What a link shows, and its end: one that shows nothing could not be followed.
  private static func htmlLinkText(_ phrase: Phrase, or address: String, into bytes: inout some Output) {
    let start = bytes.count
    html(phrase, into: &bytes)
    if bytes.count == start { html(address, into: &bytes) }
    bytes.append(literal: "</a>")
  }

  /// Whether a link shows nothing but its own address.
  private static func isBare(_ destination: LinkDestination, _ phrase: Phrase) -> Bool {
    guard phrase.parts.count == 1, case .text(var text) = phrase.parts[0] else { return false }
    return text.withUTF8 { destination.isBare($0) }
  }
}
