import CCmark

/// The tree that cmark parsed from one text. Frees it at the end of its life.
struct SyntaxTree: ~Copyable {
  private let pointer: OpaquePointer

  /// Parses CommonMark. Nil only when the text does not fit into cmark's sizes.
  init?(parsing text: UnsafeBufferPointer<UInt8>) {
    guard let parsed = Self.parse(text) else { return nil }
    pointer = parsed
  }

  /// Parses CommonMark. Nil only when the text does not fit into cmark's sizes.
  init?(parsing text: [UInt8]) {
    guard let parsed = text.withUnsafeBufferPointer(Self.parse) else { return nil }
    pointer = parsed
  }

  private static func parse(_ text: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
    guard text.count < Int32.max / 2 else { return nil }
    let options = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8
    return text.withMemoryRebound(to: CChar.self) {
      cmark_parse_document($0.baseAddress, $0.count, options)
    }
  }

  var root: Node { Node(pointer: pointer) }

  deinit { cmark_node_free(pointer) }
}
