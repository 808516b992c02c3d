@testable import CommonMark

/// What has to hold for every text. The tests and the fuzzer ask it.
enum Oracle {
  /// Says what does not hold; nil when all does.
  static func complaint(about text: [UInt8], profile: MarkdownProfile = .page) -> String? {
    let renderer = Renderer(policy: Policy(links: .external, headingShift: 2))
    let html = renderer.html(text).bytes
    if let problem = Markup.problem(in: html) { return problem }
    if html.count > text.count * Limits.field.expansion + 2048 { return "\(html.count) bytes of HTML" }
    return roundTrip(text, profile: profile)
  }

  /// Whether a block has emphasis that `*` and `_` may have no way to say: three deep, or more than six.
  private static func hasTangle(_ document: Document) -> Bool {
    var (depth, count) = (0, 0)
    for event in document.events {
      switch event.kind {
      case .emphasis, .strong:
        depth += event.edge == .enter ? 1 : -1
        count += event.edge == .enter ? 1 : 0
        if depth > 2 || count > 6 { return true }
      case .paragraph, .heading, .tableCell: count = 0
      default: break
      }
    }
    return false
  }

  /// Whether the Markdown that is written parses to the document it was written from.
  static func roundTrip(_ text: [UInt8], profile: MarkdownProfile = .page) -> String? {
    let document = Document(
      parsing: text, policy: Policy(links: .external), origin: .untrusted, limits: .field)
    let markdown = MarkdownWriter.write(document, profile)
    let again = Document(parsing: markdown, policy: Policy(links: .external), origin: .own, limits: .page)
    let before = Outline.of(document, forGitHub: profile == .github)
    let after = Outline.of(again, forGitHub: profile == .github)
    guard before != after else { return nil }
    // A tangle of emphasis may lose its emphasis, never its text.
    if hasTangle(document),
      Outline.of(document, withEmphasis: false) == Outline.of(again, withEmphasis: false)
    {
      return nil
    }
    return
      "\(String(decoding: text, as: UTF8.self))\n--- written\n\(String(decoding: markdown, as: UTF8.self))--- before\n\(before)\n--- after\n\(after)\n"
  }
}
