import CommonMark

/// The places of one template, each with what may be set into it. The raw value is the name in `{{name}}`.
public protocol TemplateSlot: CaseIterable, Hashable, RawRepresentable<String>, Sendable {
  /// The file's name, such as `job.html`.
  static var template: String { get }
  /// Whether the slot takes markup (HTML in an `.html` file, Markdown in an `.md` file) instead of text.
  var holdsMarkup: Bool { get }
  /// Whether a template without it would hide something that must be told.
  var isRequired: Bool { get }
}

extension TemplateSlot {
  /// Most slots may be left out.
  public var isRequired: Bool { false }
}

/// What is set into a slot.
public enum SlotValue {
  /// Text, escaped for the file's kind.
  case text(String)
  /// Text whose code spans are code, but not inside a tag.
  case field(String)
  /// HTML, as it is.
  case html(HTML)
  /// Markdown, as it is.
  case markdown(Markdown)
  /// What a closure writes: the body of a page, which is not copied for it. Never empty.
  case content((inout [UInt8]) -> Void)
  /// HTML that a closure writes straight into the page.
  case written((inout HTML) -> Void)

  /// The same, with what a closure would write as HTML: a part asks whether there is anything before it is written.
  fileprivate var made: SlotValue {
    guard case .written(let write) = self else { return self }
    var html = HTML()
    write(&html)
    return .html(html)
  }

  fileprivate var isEmpty: Bool {
    switch self {
    case .text(let text), .field(let text): text.isEmpty
    case .html(let html): html.isEmpty
    case .markdown(let markdown): markdown.isEmpty
    case .content: false
    case .written: false
    }
  }
}

/// A template, parsed once into runs of bytes and slots.
///
/// The language is a part of Mustache: `{{slot}}` sets in text, escaped; `{{{slot}}}` sets in markup;
/// `{{#slot}}…{{/slot}}` is there when the slot is not empty; `{{! … }}` is a comment. All logic is in
/// Swift.
public struct Template<Slot: TemplateSlot>: Sendable {
  private enum Segment: Sendable {
    case bytes([UInt8])
    case slot(Slot, isInTag: Bool)
    case part(Slot, end: Int)
  }

  private let segments: [Segment]
  private let isMarkdown = Slot.template.hasSuffix(".md")

  /// Parses a template; `file` is what errors call it.
  public init(_ bytes: [UInt8], file: String) throws(TemplateError) {
    var parser = TemplateParser(bytes, file: file)
    var segments: [Segment] = []
    /// Whether the last bracket opens a tag.
    var isInTag = false
    var open: [(slot: Slot, segment: Int, position: Int)] = []
    while let token = try parser.next() {
      switch token.kind {
      case .bytes(let run):
        segments.append(.bytes(run))
        if let bracket = run.last(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) {
          isInTag = !isMarkdown && bracket == UInt8(ascii: "<")
        }
      case .text(let name), .markup(let name):
        let slot: Slot = try Template.slot(name, at: token.position, in: parser)
        if case .text = token.kind, slot.holdsMarkup {
          throw parser.error(.needsThreeBraces(name), at: token.position)
        }
        if case .markup = token.kind, !slot.holdsMarkup {
          throw parser.error(.needsTwoBraces(name), at: token.position)
        }
        segments.append(.slot(slot, isInTag: isInTag))
      case .open(let name):
        open.append((try Template.slot(name, at: token.position, in: parser), segments.count, token.position))
        segments.append(.bytes([]))
      case .close(let name):
        guard let part = open.popLast() else { throw parser.error(.closesNothing(name), at: token.position) }
        guard part.slot.rawValue == name else {
          throw parser.error(.closes(name, insteadOf: part.slot.rawValue), at: token.position)
        }
        segments[part.segment] = .part(part.slot, end: segments.count)
      }
    }
    if let part = open.last { throw parser.error(.isNotClosed(part.slot.rawValue), at: part.position) }
    self.segments = segments
    for slot in Slot.allCases where slot.isRequired && !has(slot) {
      throw parser.error(.lacks(slot.rawValue, isMarkup: slot.holdsMarkup), at: bytes.count)
    }
  }

  private func has(_ slot: Slot) -> Bool {
    segments.contains { if case .slot(let other, _) = $0 { other.rawValue == slot.rawValue } else { false } }
  }

  /// Writes the template with the values that `value` gives for its slots.
  public func render(into bytes: inout [UInt8], _ value: (Slot) -> SlotValue) {
    var index = 0
    // A part asks for its slot and the slot stands in it: a long list would be made twice.
    var known: (slot: Slot, value: SlotValue)?
    while index < segments.count {
      switch segments[index] {
      case .bytes(let run): bytes += run
      case .slot(let slot, let isInTag):
        if let known, known.slot == slot {
          append(known.value, isInTag: isInTag, to: &bytes)
        } else {
          append(value(slot), isInTag: isInTag, to: &bytes)
        }
      case .part(let slot, let end):
        let found = value(slot).made
        if found.isEmpty {
          index = end
          continue
        }
        known = (slot, found)
      }
      index += 1
    }
  }

  private func append(_ value: SlotValue, isInTag: Bool, to bytes: inout [UInt8]) {
    switch value {
    case .field(let text) where !isInTag:
      if isMarkdown { Markdown.append(field: text, to: &bytes) } else { HTML.append(field: text, to: &bytes) }
    case .text(let text), .field(let text):
      if isMarkdown {
        Markdown.append(text: text, for: .pasted, to: &bytes)
      } else {
        HTML.append(text: text, to: &bytes)
      }
    case .html(let html): bytes += html.bytes
    case .markdown(let markdown): bytes += markdown.bytes
    case .content(let write): write(&bytes)
    case .written(let write): HTML.write(into: &bytes, write)
    }
  }

  private static func slot(
    _ name: String, at position: Int, in parser: TemplateParser
  ) throws(TemplateError) -> Slot {
    if let slot = Slot(rawValue: name) { return slot }
    let known = Slot.allCases.map(\.rawValue)
    throw parser.error(.unknownSlot(name, known: known), at: position)
  }
}
