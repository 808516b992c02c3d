import CommonMark

/// Where a list of jobs is cut into pages so that most of them never change: page 1 holds the oldest 100,
/// every page has 100, and the rest, the newest 100 to 199, stand on the list's front page. A list whose front page is
/// something else, a week, has all of its jobs on numbered pages.
struct Paging {
  /// The jobs of a full page.
  static let size = 100

  /// The number of jobs in the list.
  let count: Int
  /// Whether the newest stand on the front page.
  var hasFront = true

  /// How many numbered pages there are.
  var pages: Int { hasFront ? max(0, count / Paging.size - 1) : (count + Paging.size - 1) / Paging.size }

  /// The places in the list, from the oldest, of a numbered page (from 1).
  func range(ofPage number: Int) -> Range<Int> {
    (number - 1) * Paging.size..<min(number * Paging.size, count)
  }

  /// The places of the front page.
  var front: Range<Int> { pages * Paging.size..<count }
}

/// One page of a list of jobs: all of them, those of a status or of a week, or those that need a person.
struct JobListPage: Page {
  /// What the list is of.
  let subject: JobListSubject
  /// The list's jobs by their index in the report, the oldest first.
  let jobs: [Int]
  /// What needs a person about each, where the list is about that.
  let needs: [Attention]?
  /// Which page.
  let place: Place

  enum Place: Equatable {
    /// The newest jobs.
    case front
    /// A full page, which never changes.
    case numbered(Int)
    /// What stands where the next full page will be: full pages link to the page after them, and the last
    /// one must not change when that appears. It leads to the front page.
    case next(Int)
  }

  /// All pages of a list.
  static func pages(of subject: JobListSubject, jobs: [Int], needs: [Attention]? = nil) -> [JobListPage] {
    func page(_ place: Place) -> JobListPage {
      JobListPage(subject: subject, jobs: jobs, needs: needs, place: place)
    }
    let paging = Paging(count: jobs.count, hasFront: !subject.isWeek)
    if subject.isWeek { return (1...paging.pages).map { page(.numbered($0)) } }
    var pages = [page(.front)]
    guard paging.pages > 0 else { return pages }
    for number in 1...paging.pages { pages.append(page(.numbered(number))) }
    pages.append(page(.next(paging.pages + 1)))
    return pages
  }

  /// All pages of a list of what needs a person, the newest first.
  static func pages(of subject: JobListSubject, needs: [Attention]) -> [JobListPage] {
    let needs = Array(needs.reversed())
    return pages(of: subject, jobs: needs.map(\.job), needs: needs)
  }

  func files(site: Site) -> [OutputFile] {
    let title = self.title
    let frame = PageFrame(path: path, kind: subject.kind, title: title, hasMarkdown: hasMarkdown)
    let html = frame.html(site: site) { bytes in
      site.templates.list.render(into: &bytes) { slot, page in
        switch slot {
        case .title: page.text(title)
        case .crumbs: page.html(subject.crumbs)
        case .lede: page.html(lede)
        case .chips:
          guard place == .front else { break }
          let chips = Chips(report: site.report)
          page.html(chips.html(root: "../", current: subject.status, isAttention: subject == .attention))
        case .rows: page.html { rows(site, into: &$0) }
        case .turn: page.html { turn.write(into: &$0) }
        }
      }
    }
    guard hasMarkdown else { return [html] }
    let jobs = self.jobs[range].reversed().lazy.map { site.report.jobs[$0] }
    return [
      html,
      frame.markdown { bytes in
        Markdown.write(into: &bytes) { page in
          page += """
            # \(text: title)

            \(JobRow.markdown(jobs, root: "../", site: site))

            ---

            [Overview](../index.md)
            """
          turn.writeMarkdown(into: &page)
          page += "\n"
        }
      },
    ]
  }

  /// A week is read as Markdown, too.
  var hasMarkdown: Bool { subject.isWeek }

  private var paging: Paging { Paging(count: jobs.count, hasFront: !subject.isWeek) }

  /// The places of its jobs.
  private var range: Range<Int> {
    switch place {
    case .front: paging.front
    case .numbered(let number): paging.range(ofPage: number)
    case .next: 0..<0
    }
  }

  var newestJob: Int? { range.last.map { jobs[$0] } }

  /// The front page shows figures of the whole report, and is made in every run.
  func fingerprint(site: Site) -> Fingerprint? {
    guard case .numbered(let number) = place else { return nil }
    var parts = Fingerprint.Parts()
    for place in range {
      parts.add(site.report.rows[jobs[place]])
      parts.add(needs?[place].reason ?? "")
    }
    if subject.isWeek { parts.add(number == paging.pages ? 1 : 0) }
    if case .group(let group) = subject { parts.add(group.isListed ? 1 : 0) }
    return parts.fingerprint
  }

  var path: SitePath {
    switch place {
    case .front: subject.front
    case .numbered(let number), .next(let number): subject.page(number)
    }
  }

  private var title: String {
    switch place {
    case .front: subject.title
    case .numbered(let number), .next(let number): "\(subject.title), page \(number) from the oldest"
    }
  }

  private var lede: HTML {
    if case .next = place {
      return
        "The jobs after the page before are still <a href=\"\(subject.front.lastComponent).html\">among the newest</a>."
    }
    return place == .front ? subject.lede(jobs.count) : HTML()
  }

  private func rows(_ site: Site, into html: inout HTML) {
    if case .next = place { return }
    if range.isEmpty {
      html += "<p class=\"empty\">\(subject.emptyWords)</p>"
    } else if let needs {
      html += AttentionList(range.reversed().map { needs[$0] }, site: site).html(root: "../")
    } else {
      JobRow.write(jobs[range].reversed(), root: "../", site: site, into: &html)
    }
  }

  private var turn: PreviousNext {
    func page(_ number: Int) -> PreviousNext.Neighbour {
      PreviousNext.Neighbour(path: subject.page(number).lastComponent, name: "Page \(number)")
    }
    switch place {
    case .front:
      let pages = paging.pages
      return PreviousNext(older: pages > 0 ? page(pages) : nil, newer: nil)
    case .numbered(let number):
      let newer =
        subject.isWeek && number == paging.pages
        ? PreviousNext.Neighbour(path: subject.front.lastComponent, name: subject.title) : page(number + 1)
      return PreviousNext(older: number > 1 ? page(number - 1) : nil, newer: newer)
    case .next(let number):
      let front = PreviousNext.Neighbour(path: subject.front.lastComponent, name: "Newest")
      return PreviousNext(older: page(number - 1), newer: front)
    }
  }
}
