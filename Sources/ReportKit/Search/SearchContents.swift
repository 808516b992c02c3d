import CommonMark

/// The contents of the search index: where the words are, and what can be filtered by.
struct SearchContents: SearchData {
  let name = FileName(own: "index")
  let literal = SearchScript.Literal.json

  /// Made in every run.
  func fingerprint(site: Site) -> Fingerprint? { nil }

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
      JSONArray.write([status.slug, status.name], into: &bytes)
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
  private func facets(of report: Report) -> [(SearchTags.Name, [String])] {
    func values(_ facet: Facet, or none: String? = nil) -> Values {
      var values = Values()
      for group in report.groups(by: facet) { values.add(group.value?.text ?? none) }
      return values
    }
    var (states, people) = (Values(), Values())
    for pull in report.pulls { states.add(pull.state.kind.rawValue) }
    for job in report.jobs { people.add(job.requester) }
    let weeks = report.weeks.reversed().filter { !$0.jobs.isEmpty }.map(\.id.description)
    return [
      (.is, states.sorted), (.agent, values(.agent).sorted),
      (.project, values(.project, or: SearchTags.noProject).sorted), (.model, values(.model).sorted),
      (.by, people.sorted), (.week, weeks),
    ]
  }

  /// The values of a tag: one after the other is often the same.
  private struct Values {
    private var all: Set<String> = []
    private var last: String?

    mutating func add(_ value: String?) {
      guard let value = value.map(InvisibleText.marked), value != last else { return }
      all.insert(value)
      last = value
    }

    var sorted: [String] { all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
  }
}

/// What results show of some jobs that stand one behind the other: a line of JSON a job, inside one raw template literal,
/// so that a browser reads the file at once and parses only the lines that it shows.
struct SearchRows: SearchData {
  /// The jobs of one file.
  static let size = 64

  /// The jobs, by their index in the report.
  let jobs: Range<Int>

  var name: FileName { FileName(own: "rows-", jobs.lowerBound / SearchRows.size) }
  let literal = SearchScript.Literal.rawLines

  /// The rows of a report.
  static func all(of report: Report) -> [SearchRows] {
    stride(from: 0, to: report.jobs.count, by: size).map {
      SearchRows(jobs: $0..<min($0 + size, report.jobs.count))
    }
  }

  func fingerprint(site: Site) -> Fingerprint? { site.report.rowsFingerprint(of: jobs) }

  func content(site: Site) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "\n")]
    bytes.reserveCapacity(jobs.count * 600)
    for index in jobs { append(index, site.report, to: &bytes) }
    return bytes
  }

  /// Minutes of local time since 1970, status, todos done, todos, page, project, name, branch, id, labels and addresses of
  /// pull requests, texts of todos, states of pull requests, agent, model, who asked, week.
  private func append(_ index: Int, _ report: Report, to bytes: inout [UInt8]) {
    let start = bytes.count
    let job = report.jobs[index]
    bytes.append(UInt8(ascii: "["))
    if let createdAt = job.createdAt {
      let local = createdAt.seconds + Int64(report.options.timeZone.offset(at: createdAt))
      bytes += String(local.flooredQuotient(by: 60)).utf8
    } else {
      bytes += "null".utf8
    }
    func add(_ text: String) {
      bytes.append(UInt8(ascii: ","))
      JSONString.write(text, into: &bytes)
    }
    let (tags, todos) = (report.searchTags(ofJobAt: index), job.todos)
    add(tags.status)
    // A job that nobody tells the todos of has null in their place.
    for count in [String(todos.done), job.knowsTodos ? String(todos.total) : "null"] {
      bytes.append(UInt8(ascii: ","))
      bytes += count.utf8
    }
    add(job.page.description)
    add(tags.project)
    for text in [job.name, job.branch ?? "", job.shownID] { add(InvisibleText.marked(text)) }
    bytes.append(UInt8(ascii: ","))
    var pulls: [String] = []
    for pull in job.pullRequests { pulls += [pull.label, pull.url] }
    for text in job.pullRequestTexts { pulls += [text, ""] }
    JSONArray.write(pulls, into: &bytes)
    bytes.append(UInt8(ascii: ","))
    JSONArray.write(lines: InvisibleText.marked(job.checklist), into: &bytes)
    add(tags.states.map(\.rawValue).joined(separator: " "))
    for tag in [tags.agent, tags.model, tags.person, tags.week] { add(tag ?? "") }
    bytes += "]\n".utf8
    escape(&bytes, from: start)
  }

  /// What ends a template literal or opens a placeholder in it is written as an escape of JSON.
  private func escape(_ bytes: inout [UInt8], from start: Int) {
    let first = bytes.span.firstIndex(in: start..<bytes.count) {
      $0.marks(UInt8(ascii: "`")) | $0.marks(UInt8(ascii: "$"))
    }
    let rest = Array(bytes[first...])
    bytes.removeSubrange(first...)
    for byte in rest {
      switch byte {
      case UInt8(ascii: "`"): bytes += "\\u0060".utf8
      case UInt8(ascii: "$"): bytes += "\\u0024".utf8
      default: bytes.append(byte)
      }
    }
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
