import CommonMark

/// The contents of the search index: the months with an index file, and what can be filtered by.
///
/// Index files are classic scripts that call a function of `report.js`: on `file://` nothing else can be
/// loaded.
struct SearchContents: SearchData {
  static let folder = SitePath("assets/search")

  /// The folders that jobs stand in, the newest first.
  let months: [String]

  let path = SitePath("assets/search/index")
  let name = "index"

  /// The contents and the index files of a report.
  static func pages(of report: Report) -> [any Page] {
    var months: [SearchMonth] = []
    for index in report.jobs.indices {
      let folder = report.jobs[index].page.folder
      if months.last?.folder == folder {
        months[months.count - 1].jobs = months[months.count - 1].jobs.lowerBound..<index + 1
      } else {
        months.append(
          SearchMonth(
            folder: folder, file: FileName(folderOf: report.jobs[index].page), jobs: index..<index + 1))
      }
    }
    return [SearchContents(months: months.reversed().map(\.file.text))] + months
  }

  func content(site: Site) -> [UInt8] {
    let report = site.report
    let unknown = report.jobs.contains { $0.key.project == nil } ? ["unknown"] : []
    var bytes = Array("{\"months\":".utf8)
    JSONArray.write(months, into: &bytes)
    bytes += ",\"projects\":".utf8
    JSONArray.write(report.projects + unknown, into: &bytes)
    bytes += ",\"weeks\":[".utf8
    for (number, week) in report.weeks.reversed().enumerated() {
      // With the minutes of local time since 1970 that it begins with.
      let monday = week.id.monday.daysSince1970 * 24 * 60
      bytes += "\(number > 0 ? "," : "")[\"\(week.id)\",\(monday)]".utf8
    }
    bytes += "],\"statuses\":[".utf8
    let statuses = Status.allCases.filter { $0 != .waiting || report.counts[$0] != nil }
    for (number, status) in statuses.enumerated() {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      let path = String(decoding: Icon(status).path.bytes, as: UTF8.self)
      JSONArray.write([status.slug, status.name, path], into: &bytes)
    }
    bytes += "]}".utf8
    return bytes
  }

  func script(_ content: [UInt8]) -> [UInt8] {
    Array("jobreport(\"index\",".utf8) + content + Array(");\n".utf8)
  }
}

/// The index file of one month: a line of JSON a job, the oldest first, inside one raw template literal, so
/// that a browser reads the file at once and parses only the lines that a search finds.
struct SearchMonth: SearchData {
  /// The folder that the jobs' pages stand in.
  let folder: String
  /// The name of the month: `2026-08`, or `undated`.
  let file: FileName
  /// The jobs, by their index in the report.
  var jobs: Range<Int>

  var path: SitePath { SearchContents.folder.appending(file) }
  var name: String { file.text }

  func fingerprint(site: Site) -> Fingerprint? {
    var parts = Fingerprint.Parts()
    for index in jobs { parts.add(row: site.report.jobs[index]) }
    return parts.fingerprint
  }

  func content(site: Site) -> [UInt8] {
    var bytes: [UInt8] = [UInt8(ascii: "\n")]
    bytes.reserveCapacity(jobs.count * 300)
    for index in jobs { append(site.report.jobs[index], site, to: &bytes) }
    return bytes
  }

  func script(_ content: [UInt8]) -> [UInt8] {
    Array("jobreport(\"\(file.text)\",String.raw`".utf8) + content + Array("`);\n".utf8)
  }

  /// Minutes of local time since 1970, status, todos done, todos, page where it is not that of the id,
  /// project, name, branch, id, labels and addresses of pull requests, texts of todos, tags.
  private func append(_ job: JobSummary, _ site: Site, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(UInt8(ascii: "["))
    if let createdAt = job.createdAt {
      let local = createdAt.seconds + Int64(site.report.options.timeZone.offset(at: createdAt))
      bytes += String(local.flooredQuotient(by: 60)).utf8
    } else {
      bytes += "null".utf8
    }
    // A job that nobody tells the todos of has null in their place.
    let total = job.knowsTodos ? String(job.todos.total) : "null"
    bytes += ",\"\(job.status.slug)\",\(job.todos.done),\(total)".utf8
    let isUsual = job.page.lastComponent == job.key.shownID
    for text in [
      isUsual ? "" : job.page.description, site.showsProjects ? job.key.project ?? "unknown" : "", job.name,
      job.branch ?? "", job.key.shownID,
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
    bytes.append(UInt8(ascii: ","))
    JSONString.write(InvisibleText.marked(tags(of: job)), into: &bytes)
    bytes += "]\n".utf8
    escape(&bytes, from: start)
  }

  /// Words that a query has as they are: `status:failed is:open`.
  private func tags(of job: JobSummary) -> String {
    var tags = ["status:\(job.status.slug)"]
    for state in job.pullRequestStates where !tags.contains("is:\(state.kind.rawValue)") {
      tags.append("is:\(state.kind.rawValue)")
    }
    return tags.joined(separator: " ")
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
private enum JSONArray {
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
