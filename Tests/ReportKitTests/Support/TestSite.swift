import ReportKit
import SampleProject

/// A whole report from saved answers, built without a disk.
struct TestSite {
  /// The site.
  let site: Site
  private let records: [RecordReference: Record]

  var report: Report { site.report }

  /// A report over texts, each as one file of saved answers, that were had at times where these are known.
  init(
    _ texts: [String], times: [Timestamp?] = [], title: String = "Agent jobs",
    now: Timestamp = Timestamp("2026-08-24T09:00:00Z"),
    timeZone: ReportTimeZone = .utc, selection: Selection = Selection(), week: WeekID? = nil,
    comparesTo: Timestamp? = nil, reportURL: String? = nil, problems: [Problem] = [],
    isCutShort: Bool = false, attentionSince: Timestamp? = nil,
    acknowledgements: [Acknowledgement] = [], people: People = People(),
    badge: BadgeFigure = .jobs, templates: [String: [UInt8]] = [:],
    hiding redaction: Redaction = .shapes
  ) throws {
    var index = JobIndex(hiding: redaction)
    var records: [RecordReference: Record] = [:]
    for (number, text) in texts.enumerated() {
      for (reference, record) in try TestSite.answers(
        of: text, source: Int32(number), time: times.isEmpty ? nil : times[number])
      {
        records[reference] = record
        index.add(JobIndex.examine(record, at: reference, hiding: redaction))
      }
    }
    let kept = records
    var found = try index.finish { reference in try kept[reference].orThrow() }
    OneOutcome.join(&found.jobs)
    self.records = records
    var options = ReportOptions(
      title: title, generatedAt: now, asOf: now, timeZone: timeZone, source: "files", selection: selection,
      week: week, comparesTo: comparesTo, reportURL: reportURL)
    options.redaction = redaction
    if let attentionSince { options.attentionSince = attentionSince }
    options.acknowledgements = Acknowledgements(acknowledgements)
    options.people = people
    options.badge = badge
    site = Site(
      report: Report(
        jobs: found.jobs, problems: problems + found.problems, isCutShort: isCutShort, options: options),
      templates: try TemplateSet(replacing: templates))
  }

  /// Before all dates.
  static let longAgo = Timestamp(seconds: 0)

  /// The sample project's report.
  static func sample() throws -> TestSite {
    try TestSite(
      SampleProject.files.map { $0.text.description },
      times: SampleProject.files.map { Timestamp(iso8601: SampleProject.time(of: $0.name)) },
      title: "Sample project", now: Timestamp(seconds: SampleProject.now))
  }

  /// A job with all that its answers say.
  func job(at index: Int) throws -> Job {
    try JobIndex.job(report.jobs[index], hiding: report.options.redaction) { try records[$0].orThrow() }
  }

  /// Every file of the report but the manifest.
  func files() throws -> [OutputFile] {
    var files: [OutputFile] = []
    var data = OutputFormats.all.map { OutputFile(path: $0.path, bytes: $0.head) }
    for segment in SearchSegment.all(of: report.jobs.count) {
      var words = WordTable()
      for (place, index) in segment.jobs.enumerated() {
        words.add(try job(at: index), at: index, in: report, as: place)
      }
      files += segment.files(words)
    }
    for index in report.jobs.indices {
      let job = try job(at: index)
      files += JobPage(job: job, index: index, site: site).files(site: site)
      for (number, format) in OutputFormats.all.enumerated() {
        format.append(job, report.jobs[index], to: &data[number].bytes)
      }
    }
    for page in PageCatalog.pages(of: report) { files += page.files(site: site) }
    for data in PageCatalog.searchData(of: report) { files.append(data.file(site: site)) }
    return files + data + SiteFiles.files(of: site)
  }

  /// Every file's text by its path.
  func texts() throws -> [String: String] {
    Dictionary(try files().map { ($0.path.description, $0.text) }) { first, _ in first }
  }

  static func answers(
    of text: String, source: Int32, time: Timestamp?
  ) throws -> [(RecordReference, Record)] {
    var splitter = AnswerSplitter()
    splitter.feed([UInt8](text))
    splitter.finish()
    var answers: [(RecordReference, Record)] = []
    while let event = try splitter.next() {
      guard case .answer(let bytes, let offset, let list, _) = event else { continue }
      let reference = RecordReference(
        source: source, list: list == 0 ? -1 : Int32(list), offset: Int64(offset), length: Int32(bytes.count))
      answers.append(
        (
          reference,
          Record(provider: "mintlify", project: nil, endpoint: .saved, bytes: bytes, time: time)
        ))
    }
    return answers
  }
}

private struct NotThere: Error {}

extension Optional {
  fileprivate func orThrow() throws -> Wrapped {
    guard let self else { throw NotThere() }
    return self
  }
}

/// Answers of version 1 for numbered jobs, an hour apart: `job-001` and on, the oldest first.
func numberedJobs(_ count: Int, first: Int = 1, members: String = #""haultReason":"completed""#) -> String {
  (first..<first + count).map { number in
    let digits = String(number)
    let id = "job-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    let date = Timestamp("2026-01-01T00:00:00Z").adding(hours: number).iso8601
    return "{\"sessionId\":\"\(id)\",\"title\":\"Job \(number)\",\"createdAt\":\"\(date)\",\(members)}"
  }.joined(separator: "\n")
}
