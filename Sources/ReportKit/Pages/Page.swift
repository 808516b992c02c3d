import CommonMark

/// One page of a report: its HTML file and, where the contract has one, a Markdown file of the same name.
public protocol Page: Sendable {
  /// Its path without an extension.
  var path: SitePath { get }
  /// Its files: the HTML file, then the Markdown file.
  func files(site: Site) -> [OutputFile]
  /// What it is made from, besides ``Site/fingerprint``; nil when it is to be made in every run.
  func fingerprint(site: Site) -> Fingerprint?
  /// Whether there is a Markdown file.
  var hasMarkdown: Bool { get }
  /// The paths of its files, in the order of ``files(site:)``.
  var filePaths: [SitePath] { get }
  /// The newest job that has a row on it, by its index; nil where none has.
  var newestJob: Int? { get }
}

extension Page {
  /// Made in every run.
  public func fingerprint(site: Site) -> Fingerprint? { nil }

  /// No rows.
  public var newestJob: Int? { nil }

  /// Only HTML.
  public var hasMarkdown: Bool { false }

  /// The HTML file and, if there is one, the Markdown file.
  public var filePaths: [SitePath] {
    [path.appending(.html)] + (hasMarkdown ? [path.appending(.md)] : [])
  }
}

/// What a page is, for styles and scripts: the value of `data-page`.
enum PageKind: String {
  case overview, job, jobs, week, weeks, status, project, agent
}

/// What stands around the content of every page.
struct PageFrame {
  /// The page's path without its extension.
  var path: SitePath
  /// What it is.
  var kind: PageKind
  /// Its name, in the title of the window.
  var title: String
  /// Whether a Markdown file of the same name stands beside it.
  var hasMarkdown = false
  /// One line about it, for previews of links to it.
  var description = ""

  /// The page, with content that a closure writes.
  func html(site: Site, content: (inout [UInt8]) -> Void) -> OutputFile {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16_384)
    let report = site.report.options.title
    let root = path.pathToRoot
    site.templates.page.render(into: &bytes) { slot, page in
      switch slot {
      case .title: page.text(title == report ? report : "\(title) · \(report)")
      case .report: page.text(report)
      case .root: page.text(root)
      case .path: page.text(path.description)
      case .kind: page.text(kind.rawValue)
      case .markdown: if hasMarkdown { page.text("\(path.lastComponent).md") }
      case .description: page.text(description)
      case .address: if let url = site.report.options.reportURL { page.text("\(url)\(path).html") }
      case .sections: page.html(sections)
      case .content: page.content(content)
      }
    }
    return OutputFile(path: path.appending(.html), bytes: bytes)
  }

  /// The Markdown file beside the page, with content that a closure writes.
  func markdown(content: (inout [UInt8]) -> Void) -> OutputFile {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4096)
    content(&bytes)
    return OutputFile(path: path.appending(.md), bytes: bytes)
  }

  private var sections: HTML {
    let current: Int =
      switch kind {
      case .overview, .project, .agent: 0
      case .week, .weeks: 1
      case .jobs, .status, .job: 2
      }
    let depth = path.pathToRoot.utf8.count / 3
    return depth < PageFrame.sections.count
      ? PageFrame.sections[depth][current] : PageFrame.sections(depth, current)
  }

  /// The links to the sections, by the depth of a page and its section: there are as many as pages.
  private static let sections = (0...2).map { depth in (0...2).map { sections(depth, $0) } }

  private static func sections(_ depth: Int, _ current: Int) -> HTML {
    let entries: [(name: HTML, path: HTML)] = [
      ("Overview", "index.html"), ("Weeks", "weeks/index.html"), ("All jobs", "jobs/index.html"),
    ]
    let root = String(repeating: "../", count: depth)
    var html = HTML()
    for (number, entry) in entries.enumerated() {
      let mark: HTML = number == current ? " aria-current=\"true\"" : ""
      html += "<a href=\"\(root)\(entry.path)\"\(mark)>\(entry.name)</a>"
    }
    return html
  }
}
