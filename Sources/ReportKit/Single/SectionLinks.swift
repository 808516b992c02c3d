/// Makes the HTML of one page fit into a document with other pages: ids get the page's path in front, and
/// links to pages become links to their sections.
///
/// It reads tags and their attributes only. In HTML of ours a quote inside an attribute or a text is an
/// entity, so that nothing from outside can look like either.
struct SectionLinks {
  private let page: String
  private let folder: [Substring]

  /// The links of a page, by its path without an extension.
  init(of page: SitePath) {
    self.page = page.description
    folder = page.folder.split(separator: "/")
  }

  /// The HTML with its attributes rewritten.
  func rewritten(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      result.append(byte)
      index += 1
      guard byte == UInt8(ascii: "<"), index < bytes.count, bytes[index].isLetter else { continue }
      copyTag(bytes, &index, into: &result)
    }
    return result
  }

  /// Copies a tag from behind its `<` to its `>`.
  private func copyTag(_ bytes: [UInt8], _ index: inout Int, into result: inout [UInt8]) {
    let element = Self.name(bytes, &index, into: &result)
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      guard bytes[index].isLetter else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let start = result.count
      let name = Self.name(bytes, &index, into: &result)
      guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "="), bytes[index + 1] == UInt8(ascii: "\"")
      else { continue }
      let end = bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count - 1
      let value = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
      index = end + 1
      if let value = self.value(of: name, value, in: element) {
        result += "=\"\(value)\"".utf8
      } else {
        result.removeSubrange(start...)
      }
    }
  }

  /// Copies the name of an element or attribute.
  private static func name(_ bytes: [UInt8], _ index: inout Int, into result: inout [UInt8]) -> String {
    let start = index
    while index < bytes.count,
      bytes[index].isLetter || bytes[index].isDigit || bytes[index] == UInt8(ascii: "-")
    {
      index += 1
    }
    result += bytes[start..<index]
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// The value that an attribute gets; nil when it goes.
  private func value(of name: String, _ value: String, in element: String) -> String? {
    switch name {
    // The section's own id is the page's path already.
    case "id" where value == page: value
    case "id" where element == "pattern": drawing(value[...])
    case "id", "aria-labelledby": "\(page):\(value)"
    case "fill" where value.hasPrefix("url(#"): "url(#\(drawing(value.dropFirst(5)))"
    case "href": link(value)
    default: value
    }
  }

  /// The id of a part of a drawing, which must be a name of XML.
  private func drawing(_ name: Substring) -> String { "\(page.replacing("/", with: ".")).\(name)" }

  /// Where a link leads in the document; nil for a file that is not in it.
  private func link(_ target: String) -> String? {
    if target.hasPrefix("#") { return "#\(page):\(target.dropFirst())" }
    if target.contains(":") { return target }
    let parts = target.split(separator: "#", maxSplits: 1)
    guard let path = parts.first.flatMap({ resolved($0) }) else { return nil }
    if path.hasSuffix(".html") {
      return "#\(path.dropLast(5))" + (parts.count > 1 ? ":\(parts[1])" : "")
    }
    return path == "\(page).md" ? "#\(page):markdown" : nil
  }

  private func resolved(_ relative: Substring) -> String? {
    var folders = folder
    for part in relative.split(separator: "/") {
      if part != ".." {
        folders.append(part)
      } else if folders.popLast() == nil {
        return nil
      }
    }
    return folders.joined(separator: "/")
  }
}
