/// URLs and code blocks that GitHub and GitLab turn into more than they say: a link to an issue shows there
/// who mentioned it, and a diagram is drawn.
enum ForgeReference {
  /// What a URL is written as, so that it leads to the same page and is no reference.
  struct Detour {
    /// What stands in front of the path.
    var start: [UInt8]
    /// Where the path starts in the URL.
    var path: Int
  }

  /// nil for a URL that is no reference.
  static func detour(_ url: UnsafeBufferPointer<UInt8>, for profile: MarkdownProfile) -> Detour? {
    guard profile.isForge, let host = LinkPolicy.host(url), host.endIndex < url.endIndex,
      url[host.endIndex] == UInt8(ascii: "/")
    else { return nil }
    let path = url[host.endIndex...]
    let isGitHub = isSame("github.com", host) || isSame("www.github.com", host)
    if profile == .github {
      guard isGitHub else { return nil }
      let parts = path.split(separator: UInt8(ascii: "/"), maxSplits: 3)
      guard parts.count > 2, gitHubKinds.contains(where: { isSame($0, parts[2]) }) else { return nil }
      return Detour(start: Array("https://redirect.github.com".utf8), path: host.endIndex)
    }
    // GitLab compares a URL with its own address, which does not name the port that the scheme has anyway.
    guard !isGitHub,
      path.split(separator: UInt8(ascii: "/")).dropLast().contains(where: { part in
        gitLabKinds.contains { isSame($0, part) }
      })
    else { return nil }
    let port = url.dropping(prefix: "https://") == nil ? ":80" : ":443"
    return Detour(start: Array(url[..<host.endIndex]) + port.utf8, path: host.endIndex)
  }

  private static let gitHubKinds: [StaticString] = [
    "issues", "pull", "pulls", "discussions", "commit", "commits", "compare",
  ]
  private static let gitLabKinds: [StaticString] = [
    "issues", "merge_requests", "commit", "compare", "epics", "work_items", "snippets", "milestones",
    "iterations", "feature_flags", "vulnerabilities", "alert_management", "wikis",
  ]

  /// Whether a code block of this language is drawn or applied instead of shown.
  static func isDrawn(_ language: ArraySlice<UInt8>, for profile: MarkdownProfile) -> Bool {
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
