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
    let cells: [String?] = [
      job.key.id, job.key.provider, job.key.project, job.title, job.status.slug, job.statusRaw, job.branch,
      job.repository, job.model, job.createdAt?.iso8601, job.archivedAt?.iso8601,
      job.pullRequests.map(\.url).joined(separator: " "), String(summary.todos.done),
      String(summary.todos.total), summary.page.description + ".html",
    ]
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      CSVFormat.write(cell ?? "", into: &bytes)
    }
    bytes += "\r\n".utf8
  }

  /// One cell. A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return as a
  /// formula (OWASP, CSV Injection), so it gets an apostrophe in front. Control characters but line breaks
  /// and tabs are left out.
  static func write(_ text: String, into bytes: inout [UInt8]) {
    let needsQuotes = text.utf8.contains { "\",\r\n".utf8.contains($0) }
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) { bytes.append(UInt8(ascii: "'")) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\"\"".utf8
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x80...: bytes.append(byte)
      default: break
      }
    }
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
  }
}
