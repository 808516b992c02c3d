import CCmark

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the links of a document are judged.
public enum LinkPolicy: Sendable {
  /// Absolute `https:`, `http:` and `mailto:` without user information are links, all else is text.
  case external
  /// What `external` allows, and relative links of our own; a relative `.md` becomes `.html`.
  case site

  /// The destination that a link may have; nil when it must not be a link.
  public func destination(_ url: String) -> String? {
    url.hasPrefix("https://") || url.hasPrefix("http://") ? url : nil
  }
}

/// What is done to the tree of a document before it is written.
public struct Policy: Sendable {
  /// How links are judged.
  public var links: LinkPolicy
  /// How many levels headings sink: 2 makes `#` an `h3`; nothing sinks below `h6`.
  public var headingShift: Int
  /// Replaces what must not be shown (a secret) in text, code and destinations; nil keeps the bytes.
  public var redact: (@Sendable ([UInt8]) -> [UInt8]?)?

  /// A policy.
  public init(
    links: LinkPolicy, headingShift: Int = 0, redact: (@Sendable ([UInt8]) -> [UInt8]?)? = nil
  ) {
    self.links = links
    self.headingShift = headingShift
    self.redact = redact
  }
}

/// The mark in front of an item of a task list, in HTML.
public struct TaskMarker: Sendable {
  /// The class of the `li` element.
  public var className: StaticString
  /// What stands in place of `[ ]` or `[x]`.
  public var icon: HTML

  /// A marker.
  public init(className: StaticString, icon: HTML) {
    self.className = className
    self.icon = icon
  }
}

/// Renders Markdown under one policy.
public struct Renderer: Sendable {
  /// What is done to the tree.
  public var policy: Policy

  /// A renderer with a policy.
  public init(policy: Policy) { self.policy = policy }

  /// Untrusted Markdown as HTML.
  public func html(_ text: [UInt8]) -> HTML { HTML(trusted: convert(text)) }

  /// Untrusted Markdown, written anew so that nothing in it acts outside its place.
  public func markdown(_ text: [UInt8]) -> Markdown { Markdown(trusted: text) }

  /// Markdown of our own as HTML. The n-th task list item takes the n-th marker.
  public func html(_ markdown: Markdown, taskMarkers: [TaskMarker] = []) -> HTML {
    HTML(trusted: convert(markdown.bytes))
  }

  private func convert(_ text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { chars in
        guard let rendered = cmark_markdown_to_html(chars.baseAddress, chars.count, CMARK_OPT_DEFAULT)
        else { return [] }
        defer { free(rendered) }
        return Array(UnsafeRawBufferPointer(start: rendered, count: strlen(rendered)))
      }
    }
  }
}
