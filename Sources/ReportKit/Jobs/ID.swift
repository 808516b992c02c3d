import CommonMark

/// The id of a provider, a project or a job as it was sent: equal, hashed and ordered by its bytes.
///
/// `String` takes two spellings of `é` for the same text; APIs, archives and file systems do not. An id is not shown by
/// accident: ``text`` is what a writer escapes, and to interpolate an id does not compile.
public struct ID: Hashable, Comparable, Sendable, ExpressibleByStringLiteral {
  /// The id as text, which may hold anything.
  public let text: String

  /// The id of a text.
  public init(_ text: String) { self.text = text }

  /// The id of bytes; what is not UTF-8 in them is replaced.
  public init(decoding bytes: some Collection<UInt8>) { text = String(decoding: bytes, as: UTF8.self) }

  /// An id that stands in the source.
  public init(stringLiteral literal: String) { text = literal }

  /// Its bytes.
  public var bytes: String.UTF8View { text.utf8 }

  /// Whether it has no bytes.
  public var isEmpty: Bool { text.isEmpty }

  /// Whether both are the same bytes.
  public static func == (left: ID, right: ID) -> Bool {
    let isSame = left.bytes.withContiguousStorageIfAvailable { left in
      right.bytes.withContiguousStorageIfAvailable { left.isEqual(to: $0) }
    }
    // A text that another system made may stand in pieces.
    return (isSame ?? nil) ?? left.bytes.elementsEqual(right.bytes)
  }

  /// By the bytes.
  public static func < (left: ID, right: ID) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }

  /// The bytes, and where they end.
  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

/// What puts an id into a text is there twice, so that the compiler refuses the use as ambiguous.
extension DefaultStringInterpolation {
  /// Ambiguous: take the text of an id, and escape it.
  @discardableResult public mutating func appendInterpolation(_ id: ID) -> ID { id }

  /// Ambiguous: take the text of an id, and escape it.
  @discardableResult public mutating func appendInterpolation(_ id: ID) -> ID? { id }

  /// Ambiguous: take the text of an id, and escape it.
  @discardableResult public mutating func appendInterpolation(_ id: ID?) -> ID { id ?? "" }

  /// Ambiguous: take the text of an id, and escape it.
  @discardableResult public mutating func appendInterpolation(_ id: ID?) -> ID? { id }
}
