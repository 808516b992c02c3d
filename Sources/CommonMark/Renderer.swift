import CCmark

/// Renders Markdown under one policy. Input is CommonMark 0.30 with the tables, task list items,
/// strikethrough and autolinks of GFM 0.29, and what GitHub adds to it: alerts, footnotes, names of emoji and some
/// elements of HTML. It is UTF-8.
public struct Renderer: Sendable {
  /// The version of the libcmark that parses, such as `0.30.2`.
  public static var libraryVersion: String {
    let number = cmark_version()
    return "\(number >> 16 & 0xFF).\(number >> 8 & 0xFF).\(number & 0xFF)"
  }

  /// What is done to the tree.
  public var policy: Policy
  /// What one text may cost.
  public var limits: Limits

  /// A renderer with a policy.
  public init(policy: Policy, limits: Limits = .field) {
    self.policy = policy
    self.limits = limits
  }

  /// Untrusted Markdown as HTML.
  public func html(_ text: [UInt8]) -> HTML {
    let document = Document(parsing: text, policy: policy, origin: .untrusted, limits: limits)
    return HTML(trusted: html(document, of: text))
  }

  /// Untrusted Markdown, written anew so that nothing in it acts outside its place.
  public func markdown(_ text: [UInt8], for profile: MarkdownProfile = .page) -> Markdown {
    let document = Document(parsing: text, policy: policy, origin: .untrusted, limits: limits)
    return Markdown(trusted: MarkdownWriter.write(document, profile))
  }

  /// A text in the forms that a page has.
  public struct Rendered: Sendable {
    /// As HTML.
    public var html: HTML
    /// As Markdown.
    public var markdown: Markdown
    /// How many comments of HTML were left out.
    public var commentCount: Int
  }

  /// Untrusted Markdown as HTML and as Markdown, from one parse.
  public func rendered(_ text: [UInt8], for profile: MarkdownProfile = .page) -> Rendered {
    let document = Document(parsing: text, policy: policy, origin: .untrusted, limits: limits)
    return Rendered(
      html: HTML(trusted: html(document, of: text)),
      markdown: Markdown(trusted: MarkdownWriter.write(document, profile)),
      commentCount: document.commentCount)
  }

  /// Markdown of our own as HTML. Where the HTML would be more than `Limits.page.expansion` times as large, it is shown
  /// as preformatted text.
  public func html(_ markdown: Markdown) -> HTML {
    let document = Document(parsing: markdown.bytes, policy: policy, origin: .own, limits: .page)
    let html = HTMLWriter.write(document, links: policy.links)
    let most = markdown.bytes.count * Limits.page.expansion + Self.smallest
    guard html.count > most else { return HTML(trusted: html) }
    return HTML(
      trusted: HTMLWriter.write(
        .preformatted(markdown.bytes, policy: policy, limits: .page), links: policy.links))
  }

  /// How many bytes of HTML a text may have however small it is.
  private static let smallest = 1024

  private func html(_ document: Document, of text: [UInt8]) -> [UInt8] {
    let html = HTMLWriter.write(document, links: policy.links)
    guard html.count > text.count * limits.expansion + Self.smallest else { return html }
    return HTMLWriter.write(.preformatted(text, policy: policy, limits: limits), links: policy.links)
  }
}
