import Foundation

/// The README and the pages of the guide.
enum Documents {
  /// The folder of the repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    .standardized

  /// Their paths, the README first; without the recorded sample.
  static let paths =
    ["README.md"]
    + ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "docs").path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The fenced blocks in a language, of one document or of all.
  static func blocks(_ language: String, in path: String? = nil) throws -> [String] {
    try (path.map { [$0] } ?? paths).flatMap { path in
      try text(path).components(separatedBy: "\n```\(language)\n").dropFirst().compactMap {
        $0.components(separatedBy: "\n```").first
      }
    }
  }

  /// The text of a document without its fenced blocks.
  static func prose(_ path: String) throws -> String {
    var isInside = false
    return try text(path).split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      defer { if line.hasPrefix("```") { isInside.toggle() } }
      return !isInside && !line.hasPrefix("```")
    }.joined(separator: "\n")
  }

  /// The spans of code in the text of a document.
  static func code(_ path: String) throws -> [String] {
    try prose(path).matches(of: /`([^`\n]+)`/).map { String($0.output.1) }
  }

  /// The rows of the tables below a heading, each as its cells, without the row of headings.
  static func rows(below heading: String, in path: String) throws -> [[String]] {
    let lines = try text(path).split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: Substring(heading)) else { return [] }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }.filter {
      $0.hasPrefix("| `") || $0.hasPrefix("| ")
    }
    .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
  }

  /// The name of a heading in a link, as GitHub makes it.
  static func anchor(_ heading: String) -> String {
    String(
      heading.lowercased().compactMap { character -> Character? in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || character == "-" || character == "_"
          ? character : nil
      })
  }
}
