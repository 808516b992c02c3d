/// `data/jobs.csv` (RFC 4180): a header and a row a job, the oldest first, with the flat columns of
/// `jobs.jsonl` and three figures. New columns come last.
struct CSVFormat: OutputFormat {
  let path = SitePath("data/jobs.csv")

  let head = Array(
    """
    id,provider,project,title,status,statusRaw,branch,repository,model,createdAt,archivedAt,pullRequest,\
    todosDone,todosTotal,page,agent,detectedBy,requestedBy,updatedAt,endedAt,url,labels,costUSD,costACU,\
    costTokens,requestedByName\r\n
    """.utf8)

  func append(_ job: Job, _ summary: JobSummary, to bytes: inout [UInt8]) {
    func add(_ cell: String?) {
      if let cell { CSVFormat.write(cell, into: &bytes) }
      bytes.append(UInt8(ascii: ","))
    }
    add(job.key.shownID)
    add(job.key.provider.text)
    add(job.key.project?.text)
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
    add(summary.page.description + ".html")
    add(job.agent)
    add(job.detectedBy)
    add(job.requestedBy)
    add(job.updatedAt?.iso8601)
    add(job.endedAt?.iso8601)
    add(job.url)
    CSVFormat.write(job.labels?.joined(separator: ", ") ?? "", into: &bytes)
    for unit in Cost.Unit.allCases {
      bytes.append(UInt8(ascii: ","))
      bytes += (job.cost.first { $0.unit == unit }?.number ?? "").utf8
    }
    bytes.append(UInt8(ascii: ","))
    CSVFormat.write(summary.requestedByName ?? "", into: &bytes)
    bytes += "\r\n".utf8
  }

  /// One cell. A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, in full width too, with a tab or a line
  /// break as a formula (OWASP, CSV Injection), so it gets an apostrophe in front. Where a spreadsheet takes `;` or a
  /// tab for what separates, which quotes inside of a line do not keep it from, a sign behind one of these or behind a
  /// line break begins a cell, too, and gets one as well. Control characters but line breaks and tabs are left out.
  static func write(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      if isPlain(utf8) {
        bytes += utf8
        return
      }
      let start = bytes.count
      var needsQuotes = false
      var beginsCell = true
      for (index, byte) in utf8.enumerated() {
        var separates = false
        switch byte {
        case 0x09, 0x0A, 0x0D, UInt8(ascii: ";"):
          needsQuotes = true
          separates = true
          if byte != UInt8(ascii: ";"), bytes.count == start { bytes.append(UInt8(ascii: "'")) }
        case UInt8(ascii: ","): needsQuotes = true
        case UInt8(ascii: "\""):
          needsQuotes = true
          bytes.append(byte)
        case 0..<0x20, 0x7F: continue
        default:
          if beginsCell, beginsFormula(utf8[index...]) {
            needsQuotes = needsQuotes || byte >= 0x80
            bytes.append(UInt8(ascii: "'"))
          }
        }
        bytes.append(byte)
        beginsCell = separates
      }
      guard needsQuotes else { return }
      bytes.insert(UInt8(ascii: "\""), at: start)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Whether a text is written as it is: without quotes, without an apostrophe, and with all of its characters.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let special = text.firstIndex(in: 0..<text.count) { word in
      word.marks(below: 0x20) | word.marks(0x7F) | word.marks(UInt8(ascii: ","))
        | word.marks(UInt8(ascii: ";"))
        | word.marks(UInt8(ascii: "\""))
    }
    return special == text.count && !beginsFormula(text[...])
  }

  private static func beginsFormula(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
    case 0xEF: return fullWidthSigns.contains { text.starts(with: $0.utf8) }
    default: return false
    }
  }

  private static let fullWidthSigns = ["\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"]
}
