/// Reads the HTML that this module writes, strictly: what is not of the form it writes is a problem.
enum Markup {
  /// The elements, and the attributes each may have.
  static let allowed: [String: Set<String>] = [
    "p": ["class"], "div": ["class"], "h1": [], "h2": [], "h3": [], "h4": [], "h5": [], "h6": [], "hr": [],
    "br": [], "blockquote": [],
    "ul": [], "ol": ["start"], "li": ["id"], "section": ["class"], "pre": [], "code": ["class"], "em": [],
    "strong": [], "del": [],
    "a": ["href", "rel", "title", "class", "id", "aria-label"], "span": ["class", "role", "aria-label"],
    "table": [], "thead": [],
    "tbody": [], "tr": [], "th": ["class"], "td": ["class"], "details": ["open"], "summary": [], "kbd": [],
    "sub": [], "sup": [], "ins": [], "b": [], "i": [],
  ]

  /// What is not allowed in HTML; nil when everything is.
  static func problem(in html: [UInt8]) -> String? {
    let text = Array(String(decoding: html, as: UTF8.self).unicodeScalars)
    var index = 0
    var open: [String] = []
    while index < text.count {
      if text[index] == ">" || text[index] == "\"" { return "a bare \(text[index])" }
      if text[index] == "&" {
        guard let entity = entity(text, index) else { return "a bare &" }
        index += entity
        continue
      }
      if text[index].value < 0x20, text[index] != "\n", text[index] != "\t" { return "a control character" }
      guard text[index] == "<" else {
        index += 1
        continue
      }
      guard let end = text[index...].firstIndex(of: ">") else { return "an open tag" }
      var tag = String(String.UnicodeScalarView(text[(index + 1)..<end]))
      index = end + 1
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return "</\(tag.dropFirst())> closes nothing" }
        continue
      }
      let isVoid = tag.hasSuffix(" /")
      if isVoid { tag.removeLast(2) }
      let name = String(tag.prefix { $0 != " " })
      guard let attributes = allowed[name] else { return "<\(name)>" }
      if let problem = problem(inAttributes: tag.dropFirst(name.count), of: attributes, isLink: name == "a") {
        return "<\(name)>: \(problem)"
      }
      if !isVoid { open.append(name) }
    }
    return open.isEmpty ? nil : "<\(open.joined(separator: "> <"))> is not closed"
  }

  private static func problem(
    inAttributes text: Substring, of allowed: Set<String>, isLink: Bool
  ) -> String? {
    var rest = text
    while !rest.isEmpty {
      guard rest.hasPrefix(" "), let equals = rest.firstIndex(of: "=") else { return "attributes \(text)" }
      let name = String(rest[rest.index(after: rest.startIndex)..<equals])
      guard allowed.contains(name) else { return "attribute \(name)" }
      rest = rest[rest.index(after: equals)...]
      guard rest.hasPrefix("\""), let end = rest.dropFirst().firstIndex(of: "\"") else {
        return "an open value"
      }
      let value = rest[rest.index(after: rest.startIndex)..<end]
      if name == "id", value.firstMatch(of: /^note-\d+(-ref(-\d+)?)?$/) == nil { return "id \(value)" }
      if name == "href", value.hasPrefix("#note-") {
        rest = rest[rest.index(after: end)...]
        continue
      }
      if name == "href", !["https://", "http://", "mailto:"].contains(where: value.lowercased().hasPrefix) {
        return "href \(value)"
      }
      if isLink, name == "class", value != "bare" { return "class \(value)" }
      rest = rest[rest.index(after: end)...]
    }
    return nil
  }

  private static func entity(_ text: [Unicode.Scalar], _ index: Int) -> Int? {
    for entity in ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#x27;"] {
      let scalars = Array(entity.unicodeScalars)
      if text[index...].starts(with: scalars) { return scalars.count }
    }
    return nil
  }
}
