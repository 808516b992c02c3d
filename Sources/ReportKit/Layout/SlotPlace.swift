import CommonMark

/// The place of a slot on a page. What is added is written straight to the end of the page, escaped for the kind of the
/// file.
public struct SlotPlace {
  private var page: [UInt8] = []
  private let isMarkdown: Bool
  /// Whether the slot stands inside a tag, where no element can be written.
  var isInTag = false

  /// Takes a page, which ``give(back:)`` returns: no part of it is copied.
  init(taking page: inout [UInt8], isMarkdown: Bool) {
    self.isMarkdown = isMarkdown
    swap(&self.page, &page)
  }

  mutating func give(back page: inout [UInt8]) { swap(&self.page, &page) }

  /// The length of the page so far, in bytes.
  var count: Int { page.count }

  mutating func takeBack(to count: Int) { page.removeSubrange(count...) }

  mutating func own(_ bytes: [UInt8]) { page += bytes }

  /// Adds text, escaped for the file's kind.
  public mutating func text(_ text: String) {
    if isMarkdown {
      markdown { $0.append(text: text, for: .pasted) }
    } else {
      html { $0.append(text: text) }
    }
  }

  /// Adds text whose code spans are code, but not inside a tag.
  public mutating func field(_ field: String) {
    if isMarkdown {
      markdown { $0.append(field: field) }
    } else if isInTag {
      text(field)
    } else {
      html { $0.append(field: field) }
    }
  }

  /// Adds HTML, as it is.
  public mutating func html(_ html: HTML) { page += html.bytes }

  /// Adds HTML that a closure writes.
  public mutating func html(_ write: (inout HTML) -> Void) { HTML.write(into: &page, write) }

  /// Adds Markdown, as it is.
  public mutating func markdown(_ markdown: Markdown) { page += markdown.bytes }

  /// Adds Markdown that a closure writes.
  public mutating func markdown(_ write: (inout Markdown) -> Void) { Markdown.write(into: &page, write) }

  /// Adds what a closure writes to the end of the page: the content of a frame.
  public mutating func content(_ write: (inout [UInt8]) -> Void) { write(&page) }
}
