import CommonMark
import Hashing

/// The whole report as one HTML document, in pieces that are written one after the other: the head, the
/// pages, the jobs' pages, the search index, the tail. Only one page is held at a time.
///
/// Each page is a section whose id is its path. Styles alone show the one that the address names, so that
/// moving between pages needs no script. The document's own style and script are let through by their hashes.
public struct SingleDocument: Sendable {
  /// The site, with sections in the place of whole pages.
  public let site: Site
  /// What stands before the first section.
  public let head: [UInt8]
  /// What stands behind the last one.
  public let tail: [UInt8]

  /// The document of a report.
  public init(report: Report, templates: TemplateSet) {
    site = Site(report: report, templates: templates.forSections)
    let style = Self.inside(templates.style + templates.singleStyle)
    let script = Self.inside(templates.script + templates.search)
    let icon = "data:image/svg+xml;base64,\(Base64.text(templates.icon))"
    var document: [UInt8] = []
    var middle = 0
    templates.single.render(into: &document) { slot, page in
      switch slot {
      case .title: page.text(report.options.title)
      case .description: page.text(Sentence(report).text)
      case .policy: page.text(Self.policy(style: style, script: script))
      case .icon: page.text(icon)
      case .style: page.content { $0 += style }
      case .script: page.content { $0 += script }
      case .sections:
        page.html { html in
          html += "<a href=\"#index\">Overview</a><a href=\"#weeks/index\">Weeks</a>"
          html += "<a href=\"#jobs/index\">All jobs</a>"
        }
      case .content: middle = page.count
      }
    }
    head = Array(document[..<middle])
    tail = Array(document[middle...])
  }

  /// A part of what the search reads as a block of data, which no browser runs.
  public func piece(_ data: any SearchData) -> [UInt8] {
    let start = "<script type=\"text/plain\" data-search=\"\(data.name.text)\">"
    return Array(start.utf8) + data.content(site: site) + Array("</script>\n".utf8)
  }

  /// A page as a section, with links to other pages turned into links to their sections.
  public func piece(_ page: any Page) -> [UInt8] {
    let html = page.path.appending(.html)
    guard let file = page.files(site: site).first(where: { $0.path == html }) else { return [] }
    return SectionLinks(of: page.path).rewritten(file.bytes)
  }

  /// Text that may stand in a style or script element: nothing in it ends the element or hides its end. The
  /// backslash changes neither strings nor regular expressions. Browsers drop carriage returns before they hash.
  private static func inside(_ bytes: [UInt8]) -> [UInt8] {
    var inside: [UInt8] = []
    inside.reserveCapacity(bytes.count + 16)
    for byte in bytes where byte != UInt8(ascii: "\r") {
      if inside.last == UInt8(ascii: "<"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!") {
        inside.append(UInt8(ascii: "\\"))
      }
      inside.append(byte)
    }
    return inside
  }

  private static func policy(style: [UInt8], script: [UInt8]) -> String {
    func hash(_ bytes: [UInt8]) -> String { "'sha256-\(Base64.text(SHA256.hash(bytes).bytes))'" }
    return "default-src 'none'; script-src \(hash(script)); style-src \(hash(style)); img-src data:; "
      + "base-uri 'none'; form-action 'none'"
  }
}

/// Base64 (RFC 4648, 4).
enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for (place, byte) in group.enumerated() { word |= UInt32(byte) << (16 - 8 * UInt32(place)) }
      for place in 0..<4 {
        let digit = Int(word >> (18 - 6 * UInt32(place)) & 63)
        text.append(place <= group.count ? digits[digit] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
