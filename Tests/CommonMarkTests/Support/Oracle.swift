@testable import CommonMark

/// What has to hold for every text. The tests and the fuzzer ask it.
enum Oracle {
  /// Says what does not hold; nil when all does.
  static func complaint(about text: [UInt8], profile: MarkdownProfile = .page) -> String? {
    var policy = Policy(links: .external, headingsBelow: 2)
    policy.repository = Repository("acme/docs")
    let renderer = Renderer(policy: policy)
    let html = renderer.html(text).bytes
    if let problem = Markup.problem(in: html) { return problem }
    if html.count > text.count * Limits.field.expansion + 2048 { return "\(html.count) bytes of HTML" }
    return roundTrip(text, profile: profile)
  }

  /// Whether the Markdown that is written parses to the document it was written from.
  static func roundTrip(_ text: [UInt8], profile: MarkdownProfile = .page) -> String? {
    var policy = Policy(links: .external)
    policy.repository = Repository("acme/docs")
    let document = Document(parsing: text, policy: policy, origin: .untrusted, limits: .field)
    let markdown = MarkdownWriter.write(document, profile)
    let again = Document(parsing: markdown, policy: Policy(links: .external), origin: .own, limits: .page)
    let before = Outline.of(document, for: profile)
    let after = Outline.of(again, for: profile)
    guard before != after else { return nil }
    return
      "\(String(decoding: text, as: UTF8.self))\n--- written\n\(String(decoding: markdown, as: UTF8.self))--- before\n\(before)\n--- after\n\(after)\n"
  }
}
