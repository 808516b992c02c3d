/// `data/jobs.csv` (RFC 4180): a header and a row a job, the oldest first, with the flat columns of
/// `jobs.jsonl` and three figures.
struct CSVFormat: OutputFormat {
  let path = SitePath("data/jobs.csv")

  let head = Array(
    """
    id,provider,project,title,status,statusRaw,branch,repository,model,createdAt,archivedAt,pullRequest,\
    todosDone,todosTotal,page\r\n
    """.utf8)

  func append(_ job: Job, _ summary: JobSummary, to bytes: inout [UInt8]) {
    func add(_ cell: String?) {
      if let cell { CSVFormat.write(cell, into: &bytes) }
      bytes.append(UInt8(ascii: ","))
    }
    add(job.key.shownID)
    add(job.key.provider)
    add(job.key.project)
    add(job.title)
    add(job.status.slug)
    add(job.statusRaw)
    add(job.branch)
    add(job.repository)
    add(job.model)
    add(job.createdAt?.iso8601)
    add(job.archivedAt?.iso8601)
    add(job.pullRequests.map { $0.url }.joined(separator: " "))
    add(job.knowsTodos ? String(summary.todos.done) : nil)
    add(job.knowsTodos ? String(summary.todos.total) : nil)
    CSVFormat.write(summary.page.description + ".html", into: &bytes)
    bytes += "\r\n".utf8
  }

  /// One cell. A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a
  /// formula (OWASP, CSV Injection), so it gets an apostrophe in front. Control characters but line breaks
  /// and tabs are left out.
  static func write(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      let start = bytes.count
      var needsQuotes = false
      for byte in utf8 {
        switch byte {
        case 0x09, 0x0A, 0x0D, UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"):
          needsQuotes = true
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        case 0..<0x20, 0x7F: continue
        default: break
        }
        bytes.append(byte)
      }
      guard bytes.count > start else { return }
      switch bytes[start] {
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
        bytes.insert(UInt8(ascii: "'"), at: start)
      default: break
      }
      guard needsQuotes else { return }
      bytes.insert(UInt8(ascii: "\""), at: start)
      bytes.append(UInt8(ascii: "\""))
    }
  }
}
