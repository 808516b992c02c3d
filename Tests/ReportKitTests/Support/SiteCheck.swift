import CommonMark
import ReportKit

/// What must hold of every page of every report. Each check gives what is wrong in words, so that a test
/// expects an empty list.
struct SiteCheck {
  private let texts: [String: String]
  private let pages: [String: HTMLPage]

  init(_ texts: [String: String]) throws {
    self.texts = texts
    pages = try Dictionary(
      uniqueKeysWithValues: texts.filter { $0.key.hasSuffix(".html") }.map { path, text in
        do {
          return (path, try HTMLPage(text))
        } catch {
          throw HTMLPage.Malformed(description: "\(path): \(error)")
        }
      })
  }

  /// Links to files or anchors that are not there, and links out that are not marked as such.
  func brokenLinks() -> [String] {
    var broken: [String] = []
    for (path, page) in pages {
      for element in page.elements {
        guard let link = element.attributes["href"] ?? element.attributes["src"] else { continue }
        if ["https://", "http://", "mailto:"].contains(where: link.hasPrefix) {
          let isMarked = element.attributes["rel"] == "noopener noreferrer nofollow" && element.name == "a"
          if !isMarked { broken.append("\(path): \(link) leads out unmarked") }
        } else if !isThere(link, from: path) {
          broken.append("\(path): \(link)")
        }
      }
    }
    for (path, text) in texts where path.hasSuffix(".md") {
      // The renderer turns .md into .html, which must be there as well.
      let page = try? HTMLPage(Renderer(policy: Policy(links: .site)).html([UInt8](text)).bytes.text)
      if page == nil { broken.append("\(path): no HTML comes of it") }
      for link in (page?.named("a") ?? []).compactMap({ $0.attributes["href"] })
      where !link.contains(":") && !isHeading(link, in: text)
        && !(isThere(link, from: path) && isMarkdownThere(link, from: path))
      {
        broken.append("\(path): \(link)")
      }
    }
    return broken.sorted()
  }

  /// Pages that do not have what each page has.
  func structure() -> [String] {
    pages.flatMap { path, page in
      var wrong: [String] = []
      func expect(_ isRight: Bool, _ words: String) { if !isRight { wrong.append("\(path): \(words)") } }
      let mains = page.named("main")
      expect(mains.count == 1, "\(mains.count) main elements")
      let kind = mains.first?.attributes["data-page"] ?? ""
      expect(kind == SiteCheck.kind(of: path), "data-page is \(kind)")
      expect(page.named("h1").count == 1, "\(page.named("h1").count) h1 elements")
      let titles = page.named("title").count { !$0.isDrawn }
      expect(titles == 1, "\(titles) titles")
      expect(Set(page.ids).count == page.ids.count, "an id stands twice")
      for name in ["message", "todos", "facts"] {
        let count = page.elements.count { $0.classes.contains(Substring(name)) }
        let isRight = kind == "job" ? count == 1 || count == 0 && name != "facts" : count == 0
        expect(isRight, "class \(name) \(count) times")
      }
      let headings = page.elements.compactMap {
        ["h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "h1": 1][$0.name]
      }
      expect(headings.first == 1, "the first heading is no h1")
      return wrong
    }.sorted()
  }

  /// Elements and attributes that no page may have.
  func active() -> [String] {
    let elements: Set<String> = [
      "script", "style", "iframe", "object", "embed", "img", "form", "base", "video", "audio", "input",
      "math",
    ]
    return pages.flatMap { path, page in
      page.elements.filter { !Self.isOwn($0) }.flatMap { element in
        let names = element.attributes.keys.filter {
          $0.hasPrefix("on") || ["style", "src", "srcset", "action", "background", "ping"].contains($0)
        }
        return (elements.contains(element.name) ? ["\(path): <\(element.name)>"] : [])
          + names.map { "\(path): <\(element.name) \($0)>" }
      }
    }.sorted()
  }

  /// The one script of the report, and the field of the search.
  private static func isOwn(_ element: HTMLPage.Element) -> Bool {
    switch element.name {
    case "script": element.attributes["src"]?.hasSuffix("assets/report.js") == true
    case "form": element.attributes["class"] == "find"
    case "input": element.attributes["type"] == "search"
    default: false
    }
  }

  private static func kind(of path: String) -> String {
    let parts = path.split(separator: "/")
    switch (parts.first, parts.count) {
    case ("index.html", 1): return "overview"
    case ("weeks", 2): return parts[1] == "index.html" ? "weeks" : "week"
    case ("status", 2): return "status"
    case ("projects", 2): return "project"
    case ("agents", 2): return "agent"
    case ("jobs", 2): return "jobs"
    case ("jobs", 3): return "job"
    default: return "?"
    }
  }

  private func isThere(_ link: String, from path: String) -> Bool {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let target = parts[0].isEmpty ? path : SiteCheck.resolve(parts[0], from: path),
      texts[target] != nil
    else { return false }
    return parts.count == 1 || pages[target]?.ids.contains(String(parts[1])) == true
  }

  /// Whether a link leads to a heading of the same Markdown page, as GitHub names them.
  private func isHeading(_ link: String, in text: String) -> Bool {
    link.hasPrefix("#")
      && text.split(separator: "\n").contains { line in
        line.hasPrefix("## ") && line.dropFirst(3).lowercased().replacing(" ", with: "-") == link.dropFirst()
      }
  }

  private func isMarkdownThere(_ link: String, from path: String) -> Bool {
    guard let target = SiteCheck.resolve(Substring(link), from: path) else { return false }
    return !target.hasSuffix(".html") || texts[target.dropLast(5) + ".md"] != nil
  }

  private static func resolve(_ link: Substring, from path: String) -> String? {
    var folders = path.split(separator: "/").dropLast()
    for part in link.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case "..":
        guard folders.popLast() != nil else { return nil }
      case "", ".": return nil
      default: folders.append(part)
      }
    }
    return folders.joined(separator: "/")
  }
}
