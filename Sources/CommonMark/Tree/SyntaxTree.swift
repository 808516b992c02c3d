import CCmark

/// The tree that cmark parsed from one text. Frees it at the end of its life.
struct SyntaxTree: ~Copyable {
  private let pointer: OpaquePointer
  private let mark: Arena.Mark

  /// Parses CommonMark in UTF-8. Nil only when the text does not fit into cmark's sizes.
  init?(parsing text: UnsafeBufferPointer<UInt8>) { self.init { Self.parse([text]) } }

  /// Parses CommonMark in UTF-8 with whole lines in front. Nil only when both do not fit into cmark's sizes.
  init?(parsing text: [UInt8], behind lines: [UInt8]) {
    self.init {
      lines.withUnsafeBufferPointer { lines in
        text.withUnsafeBufferPointer { Self.parse([lines, $0]) }
      }
    }
  }

  private init?(_ parse: () -> OpaquePointer?) {
    let mark = Arena.mark()
    guard let parsed = parse() else {
      Arena.release(to: mark)
      return nil
    }
    pointer = parsed
    self.mark = mark
  }

  private static func parse(_ parts: [UnsafeBufferPointer<UInt8>]) -> OpaquePointer? {
    guard parts.reduce(0, { $0 + $1.count }) < Int32.max / 2 else { return nil }
    // With `-D CMARK_MALLOC` every piece has an allocation of its own, which AddressSanitizer can watch. Else the
    // parser lies in the arena, as the tree does, and needs no freeing.
    #if CMARK_MALLOC
      guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
      defer { cmark_parser_free(parser) }
    #else
      guard let parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, Arena.allocator) else { return nil }
    #endif
    for part in parts {
      part.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    return cmark_parser_finish(parser)
  }

  var root: Node { Node(pointer: pointer) }

  deinit {
    #if CMARK_MALLOC
      cmark_node_free(pointer)
    #endif
    Arena.release(to: mark)
  }
}
