import CommonMark

/// The contents of the search index: where the words are, and what can be filtered by.
///
/// Index files are classic scripts that call a function of `report.js`: on `file://` nothing else can be
/// loaded.
struct SearchContents: SearchData {
  static let folder = SitePath("assets/search")

  let path = SitePath("assets/search/index")
  let name = "index"

  /// The contents and the rows of a report.
  static func pages(of report: Report) -> [any Page] {
    let starts = stride(from: 0, to: report.jobs.count, by: SearchRows.size)
    return [SearchContents()]
      + starts.map { SearchRows(jobs: $0..<min($0 + SearchRows.size, report.jobs.count)) }
  }

  func content(site: Site) -> [UInt8] {
    let report = site.report
    var bytes = Array("{\"segments\":[".utf8)
    for (number, segment) in SearchSegment.all(of: report.jobs.count).enumerated() {
      bytes +=
        "\(number > 0 ? "," : "")[\"\(segment.path.lastComponent)\",\(segment.jobs.lowerBound),\(segment.jobs.count)]"
        .utf8
    }
    bytes += "],\"rows\":\(SearchRows.size),\"statuses\":[".utf8
    let statuses = Status.allCases.filter { report.counts[$0] != nil }
    for (number, status) in statuses.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      let path = String(decoding: Icon(status).path.bytes, as: UTF8.self)
      JSONArray.write([status.slug, status.name, path], into: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
    for (name, values) in facets(of: report) {
      bytes += ",\"\(name.rawValue)\":".utf8
      JSONArray.write(values, into: &bytes)
    }
    bytes += ",\"agents\":{".utf8
    for (number, agent) in Agent.all.enumerated() {
      bytes += "\(number > 0 ? "," : "")\"\(agent.id)\":".utf8
      JSONString.write(agent.name, into: &bytes)
    }
    bytes += "}}".utf8
    return bytes
  }

  /// The values of each tag that jobs have, in their order.
  private func facets(of report: Report) -> [(SearchTag.Name, [String])] {
    var values: [SearchTag.Name: Set<String>] = [:]
    for job in report.jobs {
      for kind in job.pullRequestStates.map(\.kind) { values[.is, default: []].insert(kind.rawValue) }
      if let agent = job.agent { values[.agent, default: []].insert(InvisibleText.marked(agent)) }
      values[.project, default: []].insert(InvisibleText.marked(job.key.project?.text ?? "unknown"))
      if let model = job.model { values[.model, default: []].insert(InvisibleText.marked(model)) }
      if let person = job.requester { values[.by, default: []].insert(InvisibleText.marked(person)) }
    }
    let weeks = report.weeks.reversed().filter { !$0.jobs.isEmpty }.map(\.id.description)
    return [.is, .agent, .project, .model, .by].map { name in
      (name, (values[name] ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    } + [(.week, weeks)]
  }

  func script(_ content: [UInt8]) -> [UInt8] {
    Array("jobreport(\"index\",".utf8) + content + Array(");\n".utf8)
  }
}

/// What results show of some jobs that stand one behind the other: a line of JSON a job, inside one raw template literal,
/// so that a browser reads the file at once and parses only the lines that it shows.
struct SearchRows: SearchData {
  /// The jobs of one file.
  static let size = 64

  /// The jobs, by their index in the report.
  let jobs: Range<Int>

  private var file: FileName { FileName(own: "rows-", jobs.lowerBound / SearchRows.size) }
  var path: SitePath { SearchContents.folder.appending(file) }
  var name: String { file.text }

  func fingerprint(site: Site) -> Fingerprint? {
    var parts = Fingerprint.Parts()
    for index in jobs { parts.add(row: site.report.jobs[index]) }
    return parts.fingerprint
  }

  func content(site: Site) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "\n")]
    bytes.reserveCapacity(jobs.count * 600)
    for index in jobs { append(site.report.jobs[index], site, to: &bytes) }
    return bytes
  }

  func script(_ content: [UInt8]) -> [UInt8] {
    Array("jobreport(\"\(name)\",String.raw`".utf8) + content + Array("`);\n".utf8)
  }

  /// Minutes of local time since 1970, status, todos done, todos, page, project, name, branch, id, labels and addresses of
  /// pull requests, texts of todos, states of pull requests, agent, model, who asked, week.
  private func append(_ job: JobSummary, _ site: Site, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(UInt8(ascii: "["))
    var week = ""
    if let createdAt = job.createdAt {
      let local = createdAt.seconds + Int64(site.report.options.timeZone.offset(at: createdAt))
      bytes += String(local.flooredQuotient(by: 60)).utf8
      week = WeekID(containing: site.report.options.timeZone.date(of: createdAt)).description
    } else {
      bytes += "null".utf8
    }
    // A job that nobody tells the todos of has null in their place.
    let total = job.knowsTodos ? String(job.todos.total) : "null"
    bytes += ",\"\(job.status.slug)\",\(job.todos.done),\(total)".utf8
    for text in [
      job.page.description, job.key.project?.text ?? "unknown", job.name, job.branch ?? "", job.key.shownID,
    ] {
      bytes.append(UInt8(ascii: ","))
      JSONString.write(InvisibleText.marked(text), into: &bytes)
    }
    bytes.append(UInt8(ascii: ","))
    let pulls =
      job.pullRequests.flatMap { [$0.label, $0.url] } + job.pullRequestTexts.flatMap { [$0, ""] }
    JSONArray.write(pulls, into: &bytes)
    bytes.append(UInt8(ascii: ","))
    JSONArray.write(lines: InvisibleText.marked(job.checklist), into: &bytes)
    let states = Set(job.pullRequestStates.map(\.kind.rawValue)).sorted().joined(separator: " ")
    for text in [states, job.agent ?? "", job.model ?? "", job.requester ?? "", week] {
      bytes.append(UInt8(ascii: ","))
      JSONString.write(InvisibleText.marked(text), into: &bytes)
    }
    bytes += "]\n".utf8
    escape(&bytes, from: start)
  }

  /// What ends a template literal or opens a placeholder in it is written as an escape of JSON.
  private func escape(_ bytes: inout [UInt8], from start: Int) {
    func acts(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "`") || byte == UInt8(ascii: "$") }
    guard bytes[start...].contains(where: acts) else { return }
    let row = Array(bytes[start...])
    bytes.removeSubrange(start...)
    for byte in row {
      if acts(byte) {
        bytes += (byte == UInt8(ascii: "`") ? "\\u0060" : "\\u0024").utf8
      } else {
        bytes.append(byte)
      }
    }
  }
}

/// A part of the search index: a script of its own in a directory, a block of data in a report in one file.
protocol SearchData: Page {
  /// What the script of the report calls it.
  var name: String { get }
  /// The data, in which `<` stands only as an escape.
  func content(site: Site) -> [UInt8]
  /// The data in a call of the report's script.
  func script(_ content: [UInt8]) -> [UInt8]
}

extension SearchData {
  var filePaths: [SitePath] { [path.appending(.js)] }

  func files(site: Site) -> [OutputFile] {
    [OutputFile(path: path.appending(.js), bytes: script(content(site: site)))]
  }
}

/// Writes a JSON array of strings.
enum JSONArray {
  static func write(_ texts: [String], into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    for (number, text) in texts.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONString.write(text, into: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The lines of a text, each as a string.
  static func write(lines text: String, into bytes: inout [UInt8]) {
    guard !text.isEmpty else { return write([], into: &bytes) }
    bytes.append(UInt8(ascii: "["))
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      while true {
        let end = utf8[start...].firstIndex(of: 0x0A) ?? utf8.count
        if start > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONString.write(UnsafeBufferPointer(rebasing: utf8[start..<end]), into: &bytes)
        if end == utf8.count { break }
        start = end + 1
      }
    }
    bytes.append(UInt8(ascii: "]"))
  }
}
