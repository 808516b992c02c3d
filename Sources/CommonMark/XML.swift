/// XML that is well-formed by construction (XML 1.0, fifth edition): elements whose names are literals of
/// our own code, and text. There is no way into it for markup in a `String`, and none for a literal with
/// markup.
public struct XML: Hashable, Sendable {
  private var bytes: [UInt8] = []

  /// Empty content.
  public init() {}

  /// Text. What XML has no place for, control characters but tab and line feed, is left out; what a reader
  /// cannot see is made visible, as `InvisibleText` says.
  public init(text: String) { Escaping.xml(text, into: &bytes) }

  /// An element. The names of attributes must differ.
  public init(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], _ content: XML = XML()
  ) {
    bytes.append(literal: "<")
    bytes.append(literal: name)
    for (name, value) in attributes {
      bytes.append(literal: " ")
      bytes.append(literal: name)
      bytes.append(literal: "=\"")
      Escaping.xmlAttribute(value, into: &bytes)
      bytes.append(literal: "\"")
    }
    if content.bytes.isEmpty {
      bytes.append(literal: "/>")
    } else {
      bytes.append(literal: ">")
      bytes += content.bytes
      bytes.append(literal: "</")
      bytes.append(literal: name)
      bytes.append(literal: ">")
    }
  }

  /// Adds content behind.
  public static func += (left: inout XML, right: XML) { left.bytes += right.bytes }

  /// The bytes of a document in UTF-8: the declaration, one element with all the rest in it, a line feed.
  public static func document(
    _ root: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ content: XML
  ) -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8) + XML(root, attributes, content).bytes + [0x0A]
  }
}
