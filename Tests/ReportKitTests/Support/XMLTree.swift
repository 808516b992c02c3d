import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A document as libxml2 reads it, which takes nothing that is not well-formed.
struct XMLTree {
  /// An element with its own elements and all text in it.
  final class Element {
    let name: String
    let attributes: [String: String]
    var elements: [Element] = []
    var text = ""

    init(_ name: String, _ attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }

    /// The names of this element and of all in it, in the order of their start tags.
    var names: [String] { [name] + elements.flatMap(\.names) }
  }

  let root: Element

  /// Reads a document; throws what libxml2 says is wrong with it.
  init(_ bytes: [UInt8]) throws {
    let parser = XMLParser(data: Data(bytes))
    let reader = Reader()
    parser.delegate = reader
    let isWellFormed = parser.parse()
    guard isWellFormed, let root = reader.root else {
      throw Malformed(reason: "\(parser.parserError as Any)")
    }
    self.root = root
  }

  /// What is wrong with a document.
  struct Malformed: Error { var reason: String }

  private final class Reader: NSObject, XMLParserDelegate {
    var root: Element?
    private var open: [Element] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      let element = Element(name, attributes)
      if let parent = open.last { parent.elements.append(element) } else { root = element }
      open.append(element)
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      for element in open { element.text += text }
    }
  }
}
