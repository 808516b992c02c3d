/// What a page says, as the words of its sections: a section begins with a heading of the first or second level.
///
/// Case, punctuation between words and the order within a section are left out, as a table and a list differ in them.
struct PageWords: Equatable {
  /// A place that is read in another way than as the text of its section.
  struct Rule {
    /// The name of an element, a class of it after a dot, or an attribute: `thead`, `p.crumbs`, `.ways`, `a[rel="prev"]`.
    var selector: String
    /// What is done there.
    var reading: Reading
  }

  /// What is read of an element.
  enum Reading {
    /// Nothing: only one form has it.
    case nothing
    /// Its words, as part of the first section or another one.
    case section(String)
    /// A word before its own.
    case after(String)
    /// `1/3` as `1 of 3`.
    case fraction
  }

  /// The words of each section in the order of the alphabet, by the words of its heading; the first is empty.
  private(set) var sections: [String: [String]] = [:]

  private struct Open {
    var name: Substring
    var isSilent = false
    var isFraction = false
    var section: String?
  }

  /// Reads HTML that is well formed, as ``HTMLPage`` tells.
  init(_ html: Substring, _ rules: [Rule]) {
    var open: [Open] = []
    var texts: [String: String] = [:]
    var current = ""
    var heading: String?
    var headings: Set<String> = []
    var rest = html
    func add(_ text: String) {
      if heading != nil {
        heading? += text
      } else {
        texts[open.last { $0.section != nil }?.section ?? current, default: ""] += text
      }
    }
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      if !open.contains(where: \.isSilent) {
        let text = Self.decoded(rest[..<start])
        add(open.contains(where: \.isFraction) ? text.replacing("/", with: " of ") : text)
      }
      guard let end = Self.tagEnd(rest[start...]) else { break }
      let tag = rest[rest.utf8.index(after: start)..<end]
      rest = rest[rest.utf8.index(after: end)...]
      let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
      if !Self.inline.contains(String(name)) { add(" ") }
      if tag.hasPrefix("/") {
        open.removeLast()
        if name == "h1" || name == "h2", let words = heading {
          heading = nil
          // The title stands in the first section, beside all that has no heading of its own.
          if name == "h1" {
            add(" \(words) ")
          } else {
            current = Self.words(words).joined(separator: " ")
            headings.insert(current)
          }
          texts[current, default: ""] += " "
        }
        continue
      }
      if name == "h1" || name == "h2" { heading = "" }
      let classes =
        tag.firstRange(of: #" class=""#).map { tag[$0.upperBound...].prefix { $0 != "\"" } }?.split(
          separator: " ") ?? []
      var element = Open(name: name)
      for rule in rules where Self.fits(rule.selector, name, classes, tag) {
        switch rule.reading {
        case .nothing: element.isSilent = true
        case .section(let section): element.section = section
        case .after(let word): add(" \(word) ")
        case .fraction: element.isFraction = true
        }
      }
      if !tag.hasSuffix("/"), !Self.void.contains(String(name)) { open.append(element) }
    }
    // A heading is a section even where nothing stands below it.
    sections = texts.mapValues { Self.words($0).sorted() }
      .filter { !$0.value.isEmpty || headings.contains($0.key) }
  }

  /// What one says and the other does not, a line for each section.
  func difference(from other: PageWords) -> [String] {
    Set(sections.keys).union(other.sections.keys).sorted().compactMap { key in
      guard let own = sections[key], let others = other.sections[key] else {
        return "'\(key)' stands in one form alone"
      }
      let changes = own.difference(from: others)
      func list(_ changes: [CollectionDifference<String>.Change]) -> String {
        changes.map { change in
          switch change {
          case .insert(_, let word, _), .remove(_, let word, _): word
          }
        }.joined(separator: " ")
      }
      return changes.isEmpty
        ? nil : "'\(key)': HTML alone: \(list(changes.insertions)); Markdown alone: \(list(changes.removals))"
    }
  }

  private static func fits(
    _ selector: String, _ name: Substring, _ classes: [Substring], _ tag: Substring
  ) -> Bool {
    if let start = selector.firstIndex(of: "[") {
      return name == selector[..<start] && tag.contains(" \(selector[start...].dropFirst().dropLast())")
    }
    let parts = selector.split(separator: ".", omittingEmptySubsequences: false)
    return (parts[0].isEmpty || parts[0] == name) && (parts.count < 2 || classes.contains(parts[1]))
  }

  private static let inline: Set<String> = [
    "a", "bdi", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub",
    "sup", "time", "u", "var", "samp", "q", "wbr", "svg", "use",
  ]
  private static let void: Set<String> = ["meta", "link", "br", "hr", "img", "input", "col", "wbr"]

  private static func tagEnd(_ text: Substring) -> Substring.Index? {
    var isQuoted = false
    return text.utf8.firstIndex { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return byte == UInt8(ascii: ">") && !isQuoted
    }
  }

  /// Without the signs that stand between the words in different ways, those that keep a forge from reading a reference,
  /// the boxes of todos, which are drawings in a page, and ends of lines, which a page shows in a name.
  private static func words(_ text: String) -> [String] {
    text.lowercased().replacing("⟦u+2060⟧", with: "").replacing("⟦u+000d⟧", with: " ")
      .replacing("⟦u+000d ", with: " ⟦").unicodeScalars
      .filter { !"\u{2060}☐☑".unicodeScalars.contains($0) }
      .split { $0.properties.isWhitespace || "():;,.·—–←→".unicodeScalars.contains($0) }
      .map { String(String.UnicodeScalarView($0)) }
  }

  private static func decoded(_ text: Substring) -> String {
    var decoded = String(text)
    for (name, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
      decoded = decoded.replacing(name, with: character)
    }
    return decoded
  }
}
