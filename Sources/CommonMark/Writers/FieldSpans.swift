/// A plain field, such as a title, in parts: its code spans (CommonMark 0.30, 6.1) are code, and nothing else in it is
/// Markdown.
struct FieldSpans {
  enum Part {
    case text(Range<Int>)
    /// What the span holds.
    case code(Range<Int>)
  }

  typealias Text = UnsafeBufferPointer<UInt8>

  /// The parts of a line; nil when it has no code spans.
  static func parts(of line: Text) -> [Part]? {
    let runs = runs(in: line)
    guard runs.count > 1 else { return nil }
    // The next run of the same length ends what a run starts.
    var ends = [Int?](repeating: nil, count: runs.count)
    var later: [Int: Int] = [:]
    for index in runs.indices.reversed() {
      ends[index] = later[runs[index].count]
      later[runs[index].count] = index
    }
    var parts: [Part] = []
    var copied = 0
    var index = 0
    while index < runs.count {
      guard let end = ends[index], !isEscaped(runs[index], in: line) else {
        index += 1
        continue
      }
      if copied < runs[index].lowerBound { parts.append(.text(copied..<runs[index].lowerBound)) }
      parts.append(.code(content(runs[index].upperBound..<runs[end].lowerBound, of: line)))
      copied = runs[end].upperBound
      index = end + 1
    }
    guard !parts.isEmpty else { return nil }
    if copied < line.count { parts.append(.text(copied..<line.count)) }
    return parts
  }

  private static func runs(in line: Text) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = line.index(of: UInt8(ascii: "`"), from: 0)
    while start < line.count {
      var end = start + 1
      while end < line.count, line[end] == UInt8(ascii: "`") { end += 1 }
      runs.append(start..<end)
      start = line.index(of: UInt8(ascii: "`"), from: end)
    }
    return runs
  }

  private static func isEscaped(_ run: Range<Int>, in line: Text) -> Bool {
    line[..<run.lowerBound].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  /// Without the space on both sides.
  private static func content(_ span: Range<Int>, of line: Text) -> Range<Int> {
    let isSpaced = span.count > 2 && line[span.lowerBound] == 0x20 && line[span.upperBound - 1] == 0x20
    guard isSpaced, line[span].contains(where: { $0 != 0x20 }) else { return span }
    return span.lowerBound + 1..<span.upperBound - 1
  }
}

extension Escaping {
  /// A field as element content.
  static func htmlField(_ field: String, into bytes: inout some Output) {
    var field = field
    let hasCode = field.withUTF8 { $0.index(of: UInt8(ascii: "`"), from: 0) < $0.count }
    guard hasCode else { return html(field, into: &bytes) }
    field = InvisibleText.marked(field)
    field.withUTF8 { line in
      guard let parts = FieldSpans.parts(of: line) else { return html(line, into: &bytes) }
      for part in parts {
        switch part {
        case .text(let range): html(UnsafeBufferPointer(rebasing: line[range]), into: &bytes)
        case .code(let range):
          bytes.append(literal: "<code>")
          html(UnsafeBufferPointer(rebasing: line[range]), into: &bytes)
          bytes.append(literal: "</code>")
        }
      }
    }
  }
}
