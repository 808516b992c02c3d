/// A page taken apart the strict way: every element closed in its place, every attribute quoted.
struct HTMLPage {
  /// An element, in the order of the start tags.
  struct Element {
    var name: String
    var attributes: [String: String]
    /// Whether it is part of a drawing.
    var isDrawn = false

    /// The words of the `class` attribute.
    var classes: [Substring] { (attributes["class"] ?? "").split(separator: " ") }
  }

  /// What is wrong with a page.
  struct Malformed: Error, CustomStringConvertible {
    var description: String
  }

  private(set) var elements: [Element] = []
  private static let void: Set<String> = ["meta", "link", "br", "hr", "img", "input", "col"]

  init(_ text: String) throws {
    let bytes = Array(text.utf8)
    var index = text.hasPrefix("<!doctype html>") ? 15 : 0
    var open: [String] = []
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      guard let end = HTMLPage.tagEnd(bytes, from: start) else {
        throw Malformed(description: "a tag without an end at byte \(start)")
      }
      index = end + 1
      let tag = String(decoding: bytes[start + 1..<end], as: UTF8.self)
      if tag.hasPrefix("/") {
        guard let last = open.popLast(), last == tag.dropFirst() else {
          throw Malformed(description: "<\(tag)> closes nothing; open are \(open)")
        }
        continue
      }
      let isClosed = tag.hasSuffix("/")
      var element = try HTMLPage.element(isClosed ? tag.dropLast() : tag[...])
      element.isDrawn = open.contains("svg")
      elements.append(element)
      if !isClosed, !HTMLPage.void.contains(element.name) { open.append(element.name) }
    }
    guard open.isEmpty else { throw Malformed(description: "not closed: \(open)") }
  }

  /// The elements with a name.
  func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// The values of all `id` attributes.
  var ids: [String] { elements.compactMap { $0.attributes["id"] } }

  /// Where the `>` of a tag stands, outside of quotes.
  private static func tagEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var isQuoted = false
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if bytes[index] == UInt8(ascii: ">"), !isQuoted { return index }
    }
    return nil
  }

  private static func element(_ tag: Substring) throws -> Element {
    let name = tag.prefix { $0 != " " }
    guard !name.isEmpty, name.allSatisfy({ $0.isLowercase || $0.isNumber }) else {
      throw Malformed(description: "<\(tag)> is no tag")
    }
    var attributes: [String: String] = [:]
    var rest = tag.dropFirst(name.count)
    while !rest.allSatisfy({ $0 == " " }) {
      rest = rest.drop { $0 == " " }
      let key = rest.prefix { $0 != "=" && $0 != " " }
      rest = rest.dropFirst(key.count)
      var value = Substring()
      if rest.hasPrefix("=\"") {
        value = rest.dropFirst(2).prefix { $0 != "\"" }
        rest = rest.dropFirst(value.count + 3)
      }
      guard !key.isEmpty, attributes.updateValue(String(value), forKey: String(key)) == nil else {
        throw Malformed(description: "<\(tag)> has the attribute '\(key)' wrong or twice")
      }
    }
    return Element(name: String(name), attributes: attributes)
  }
}
