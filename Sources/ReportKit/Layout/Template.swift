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

/// A template, parsed once into runs of bytes and slots.
///
/// The language is a part of Mustache: `{{slot}}` sets in text, escaped; `{{{slot}}}` sets in markup;
/// `{{#slot}}…{{/slot}}` is there when the slot is not empty; `{{! … }}` is a comment. All logic is in
/// Swift.
public struct Template<Slot: TemplateSlot>: Sendable {
  private enum Segment: Sendable {
    case bytes([UInt8])
    case slot(Slot, isInTag: Bool)
    /// A part that is there when its slot is not empty; `own` is where that slot stands in it, but not in a part of it.
    case part(Slot, own: Int?, end: Int)
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
        let own = Template.place(of: part.slot, in: segments, behind: part.segment)
        segments[part.segment] = .part(part.slot, own: own, end: segments.count)
      }
    }
    if let part = open.last { throw parser.error(.isNotClosed(part.slot.rawValue), at: part.position) }
    self.segments = segments
    for slot in Slot.allCases where slot.isRequired && !has(slot) {
      throw parser.error(.lacks(slot.rawValue, isMarkup: slot.holdsMarkup), at: bytes.count)
    }
  }

  /// Where a slot stands behind a place, but not in a part.
  private static func place(of slot: Slot, in segments: [Segment], behind start: Int) -> Int? {
    var index = start + 1
    while index < segments.count {
      switch segments[index] {
      case .slot(slot, _): return index
      case .part(_, _, let end): index = end
      case .bytes, .slot: index += 1
      }
    }
    return nil
  }

  private func has(_ slot: Slot) -> Bool {
    segments.contains { if case .slot(let other, _) = $0 { other.rawValue == slot.rawValue } else { false } }
  }

  /// Writes the template, with what `write` adds in the place of each slot.
  public func render(into bytes: inout [UInt8], _ write: (Slot, inout SlotPlace) -> Void) {
    var place = SlotPlace(taking: &bytes, isMarkdown: isMarkdown)
    defer { place.give(back: &bytes) }
    var index = 0
    // A part is written up to its slot, and taken back where that writes nothing: what a slot has is made once.
    var begun: [(own: Int, start: Int, end: Int)] = []
    while index < segments.count {
      let start = place.count
      switch segments[index] {
      case .bytes(let run): place.own(run)
      case .slot(let slot, let isInTag):
        place.isInTag = isInTag
        write(slot, &place)
        guard let part = begun.last, part.own == index else { break }
        begun.removeLast()
        if place.count == start {
          place.takeBack(to: part.start)
          index = part.end
          continue
        }
      case .part(_, let own?, let end): begun.append((own, start, end))
      case .part(let slot, nil, let end):
        place.isInTag = false
        write(slot, &place)
        if place.count == start {
          index = end
          continue
        }
        place.takeBack(to: start)
      }
      index += 1
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
