/// URLs that GitHub turns into references: what they point to shows who mentioned it.
enum GitHubReference {
  /// Where the path starts in a URL of github.com to an issue, a pull request, a discussion or a commit;
  /// nil in other URLs. `redirect.github.com` leads to the same pages and is no reference.
  static func host(_ url: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let host = LinkPolicy.host(url) else { return nil }
    let isGitHub =
      host.elementsEqual("github.com".utf8) { $0.lowercased == $1 }
      || host.elementsEqual("www.github.com".utf8) { $0.lowercased == $1 }
    guard isGitHub else { return nil }
    let parts = url[host.endIndex...].split(separator: UInt8(ascii: "/"), maxSplits: 3)
    guard parts.count > 3 || parts.count == 3 else { return nil }
    let kinds: [StaticString] = ["issues", "pull", "pulls", "discussions", "commit", "commits", "compare"]
    let isReference = kinds.contains { kind in
      kind.withUTF8Buffer { kind in parts[2].elementsEqual(kind) { $0.lowercased == $1 } }
    }
    return isReference ? host.endIndex : nil
  }

  /// Whether GitHub draws or applies a code block of this language instead of showing it.
  static func isDrawn(_ language: ArraySlice<UInt8>) -> Bool {
    let drawn: [StaticString] = ["mermaid", "math", "geojson", "topojson", "stl", "suggestion"]
    return drawn.contains { $0.withUTF8Buffer { language.elementsEqual($0) } }
  }
}
