import CCmark

/// The tree that cmark parsed from one text. Frees it at the end of its life.
struct SyntaxTree: ~Copyable {
  private let pointer: OpaquePointer
  private let mark: Arena.Mark

  /// Parses CommonMark in UTF-8. Nil only when the text does not fit into cmark's sizes.
  init?(parsing text: UnsafeBufferPointer<UInt8>) {
    let mark = Arena.mark()
    guard let parsed = Self.parse(text) else {
      Arena.release(to: mark)
      return nil
    }
    pointer = parsed
    self.mark = mark
  }

  /// Parses CommonMark. Nil only when the text does not fit into cmark's sizes.
  init?(parsing text: [UInt8]) {
    let mark = Arena.mark()
    guard let parsed = text.withUnsafeBufferPointer(Self.parse) else {
      Arena.release(to: mark)
      return nil
    }
    pointer = parsed
    self.mark = mark
  }

  private static func parse(_ text: UnsafeBufferPointer<UInt8>) -> OpaquePointer? {
    guard text.count < Int32.max / 2 else { return nil }
    let options = CMARK_OPT_DEFAULT
    // With `-D CMARK_MALLOC` every piece has an allocation of its own, which AddressSanitizer can watch.
    #if CMARK_MALLOC
      return text.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, options)
      }
    #else
      guard let parser = cmark_parser_new_with_mem(options, Arena.allocator) else { return nil }
      text.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
      // The parser lies in the arena, as the tree does, and needs no freeing of its own.
      return cmark_parser_finish(parser)
    #endif
  }

  var root: Node { Node(pointer: pointer) }

  deinit {
    #if CMARK_MALLOC
      cmark_node_free(pointer)
    #endif
    Arena.release(to: mark)
  }
}
