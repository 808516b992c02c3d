/// URLs and code blocks that GitHub and GitLab turn into more than they say: a link to an issue shows there
/// who mentioned it, and a diagram is drawn.
enum ForgeReference {
  /// How a URL is written so that it is not a reference.
  enum Guard {
    /// Another URL that leads to the same page: this, and the old one from an index on.
    case detour(start: [UInt8], path: Int)
    /// The URL as code, since no other leads there.
    case code
  }

  /// nil for a URL that is not a reference.
  static func guarding(_ url: UnsafeBufferPointer<UInt8>, for profile: MarkdownProfile) -> Guard? {
    guard profile.isForge, let address = Address(url) else { return nil }
    let parts = address.parts
    if profile == .github {
      if address.host.elementsEqual("github.com".utf8), address.port.isEmpty {
        guard parts.count > 2, gitHubKinds.contains(where: { isSame($0, parts[2]) }) else { return nil }
        return .detour(start: Array("https://redirect.github.com".utf8), path: address.pathStart)
      }
      let isDetour = address.host.elementsEqual("redirect.github.com".utf8)
      return !isDetour && isGitHubReference(parts) ? .code : nil
    }
    guard !address.host.elementsEqual("github.com".utf8),
      parts.dropLast().contains(where: { part in gitLabKinds.contains { isSame($0, part) } })
    else { return nil }
    // GitLab compares a URL with its own address, which does not name the port that the scheme has anyway.
    guard address.port.isEmpty else { return .code }
    let host = LinkPolicy.host(url) ?? url[...]
    guard url[host.endIndex] == UInt8(ascii: "/") else { return nil }
    let port = url.dropping(prefix: "https://") == nil ? ":80" : ":443"
    return .detour(start: Array(url[..<host.endIndex]) + port.utf8, path: host.endIndex)
  }

  /// Whether a URL that begins in a text, or a host that begins with `www.`, is a reference.
  static func begins(
    in text: UnsafeBufferPointer<UInt8>, at start: Int, for profile: MarkdownProfile
  ) -> Bool {
    guard profile.isForge else { return false }
    let url = text[start...].prefix(longestURL).prefix { $0 > 0x20 && $0 != UInt8(ascii: "<") }
    if url.first?.lowercased == UInt8(ascii: "w") {
      return (Array("http://".utf8) + url).withUnsafeBufferPointer { guarding($0, for: profile) != nil }
    }
    return guarding(UnsafeBufferPointer(rebasing: url), for: profile) != nil
  }

  /// As much of a URL in a text is looked at: those of references are short.
  private static let longestURL = 512

  /// A URL by what decides where it leads, however it is spelled.
  private struct Address {
    /// In lower case, without `www.` and the dot of the root.
    var host: [UInt8]
    /// Empty when it is that of the scheme.
    var port: ArraySlice<UInt8>
    /// Where the path starts in the URL.
    var pathStart: Int
    /// The parts of the path, in lower case, with percent-encoded characters decoded and dots followed.
    var parts: [[UInt8]] = []

    init?(_ url: UnsafeBufferPointer<UInt8>) {
      guard let name = LinkPolicy.host(url) else { return nil }
      host = name.map(\.lowercased)
      while host.last == UInt8(ascii: ".") { host.removeLast() }
      if host.starts(with: "www.".utf8) { host.removeFirst(4) }
      let rest = url[name.endIndex...]
      let digits =
        rest.first == UInt8(ascii: ":") ? rest.dropFirst().prefix(while: \.isDigit) : rest.prefix(0)
      let number = digits.drop { $0 == UInt8(ascii: "0") }
      let usual = url.dropping(prefix: "https://") == nil ? "80" : "443"
      port = number.elementsEqual(usual.utf8) ? [] : Array(number)[...]
      pathStart = rest.first == UInt8(ascii: ":") ? digits.endIndex : name.endIndex
      let path = url[pathStart...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      guard path.first == UInt8(ascii: "/") else { return nil }
      for part in path.split(separator: UInt8(ascii: "/")) {
        let part = Self.decoded(part)
        if part.elementsEqual("..".utf8) {
          _ = parts.popLast()
        } else if !part.elementsEqual(".".utf8) {
          parts.append(part)
        }
      }
    }

    private static func decoded(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
      var decoded: [UInt8] = []
      var rest = part
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), rest.prefix(2).count == 2, rest.prefix(2).allSatisfy(\.isHexDigit),
          let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
          decoded.append(code.lowercased)
          rest = rest.dropFirst(2)
        } else {
          decoded.append(byte.lowercased)
        }
      }
      return decoded
    }
  }

  /// Whether a path is that of an issue, a pull request, a discussion or a commit: a GitHub Enterprise Server has
  /// any host.
  private static func isGitHubReference(_ parts: [[UInt8]]) -> Bool {
    guard parts.count > 3, gitHubKinds.contains(where: { isSame($0, parts[2]) }) else { return false }
    switch parts[2].first {
    case UInt8(ascii: "c"):
      return isSame("compare", parts[2]) || parts[3].prefix(while: \.isHexDigit).count >= 7
    default: return parts[3].first?.isDigit == true
    }
  }

  private static let gitHubKinds: [StaticString] = [
    "issues", "pull", "pulls", "discussions", "commit", "commits", "compare",
  ]
  private static let gitLabKinds: [StaticString] = [
    "issues", "merge_requests", "commit", "compare", "epics", "work_items", "snippets", "milestones",
    "iterations", "feature_flags", "vulnerabilities", "alert_management", "wikis",
  ]

  /// Whether a code block of this language is drawn or applied instead of shown.
  static func isDrawn(_ language: some Collection<UInt8>, for profile: MarkdownProfile) -> Bool {
    switch profile {
    case .page: drawn.contains { isSame($0, language) }
    case .github: isSame("suggestion", language) || drawn.contains { isSame($0, language) }
    case .gitlab:
      isSame("suggestion", language) || [drawn, drawnOnGitLab].joined().contains { isSame($0, language) }
    }
  }

  private static let drawn: [StaticString] = ["mermaid", "math", "geojson", "topojson", "stl"]
  /// PlantUML, the languages of Kroki (https://docs.gitlab.com/administration/integration/kroki/) and queries.
  private static let drawnOnGitLab: [StaticString] = [
    "plantuml", "glql", "actdiag", "blockdiag", "bpmn", "bytefield", "c4plantuml", "d2", "dbml",
    "diagramsnet", "ditaa", "dot", "erd", "excalidraw", "graphviz", "nomnoml", "nwdiag", "packetdiag",
    "pikchr", "rackdiag", "seqdiag", "structurizr", "svgbob", "symbolator", "tikz", "umlet", "vega",
    "vegalite", "wavedrom", "wireviz",
  ]

  private static func isSame(_ name: StaticString, _ bytes: some Collection<UInt8>) -> Bool {
    name.withUTF8Buffer { name in bytes.elementsEqual(name) { $0.lowercased == $1 } }
  }
}
