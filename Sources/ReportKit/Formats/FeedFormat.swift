import CommonMark
import Crypto

/// `data/feed.xml`: an Atom feed (RFC 4287) of the newest jobs that ended.
///
/// An entry's date is when an archive first saw the job ended, else when it started. Links need to be
/// absolute, so they are there only when it is known where the report stands.
enum FeedFormat {
  /// The most entries.
  static let limit = 50

  static func file(_ site: Site) -> OutputFile {
    let options = site.report.options
    var feed: HTML = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
      <title>\(xml(options.title))</title>
      <id>\(id(of: [options.title] + site.report.projects))</id>
      <updated>\(options.generatedAt.iso8601)</updated>
      <author><name>jobreport</name></author>

      """
    if let address = options.reportURL {
      feed += "<link rel=\"self\" type=\"application/atom+xml\" href=\"\(address)data/feed.xml\"/>\n"
      feed += "<link rel=\"alternate\" type=\"text/html\" href=\"\(address)index.html\"/>\n"
    }
    for entry in newest(site.report) { append(site.report.jobs[entry.job], entry.date, site, to: &feed) }
    feed += "</feed>\n"
    return OutputFile(path: SitePath("data/feed.xml"), bytes: feed.bytes)
  }

  /// The jobs that ended last, by their index, the newest first.
  private static func newest(_ report: Report) -> [(date: Timestamp, job: Int)] {
    var newest: [(date: Timestamp, job: Int)] = []
    for index in report.jobs.indices.reversed() where report.jobs[index].status.hasEnded {
      let job = report.jobs[index]
      guard let date = job.history.first(where: \.status.hasEnded)?.time ?? job.createdAt,
        newest.count < limit || newest[limit - 1].date < date
      else { continue }
      newest.insert((date, index), at: newest.firstIndex { $0.date < date } ?? newest.endIndex)
      if newest.count > limit { newest.removeLast() }
    }
    return newest
  }

  private static func append(_ job: JobSummary, _ date: Timestamp, _ site: Site, to feed: inout HTML) {
    feed += "<entry>\n<title>\(xml(job.name))</title>\n"
    feed += "<id>\(id(of: [job.key.provider, job.key.project ?? "", job.key.id]))</id>\n"
    feed += "<updated>\(date.iso8601)</updated>\n"
    if let address = site.report.options.reportURL {
      feed += "<link rel=\"alternate\" type=\"text/html\" href=\"\(address)\(job.page.description).html\"/>\n"
    }
    feed += "<category term=\"\(job.status.slug)\" label=\"\(job.status.name)\"/>\n"
    feed += "<content type=\"text\">\(xml(words(job, site)))</content>\n</entry>\n"
  }

  private static func words(_ job: JobSummary, _ site: Site) -> String {
    var words = [job.status.name]
    if let reason = Attention.reason(for: job, at: site.report.options.asOf, in: site.words) {
      words.append(reason)
    }
    if job.todos.total > 0 { words.append("\(job.todos.done) of \(job.todos.total) todos done") }
    words += job.pullRequests.map { LinkPolicy.external.destination($0.url) ?? $0.label }
    return words.joined(separator: " · ")
  }

  /// The text without what XML 1.0 has no place for.
  private static func xml(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value & 0xFFFE == 0xFFFE }) else {
      return text
    }
    let kept = text.unicodeScalars.filter {
      ($0.value >= 0x20 || $0 == "\n" || $0 == "\t") && $0.value & 0xFFFE != 0xFFFE
    }
    return String(String.UnicodeScalarView(kept))
  }

  /// A name that stays the same from run to run: a UUID of version 8 (RFC 9562) out of a hash.
  private static func id(of parts: [String]) -> String {
    var bytes = Array(SHA256.hash(data: Array(parts.joined(separator: "\u{0}").utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = "urn:uuid:"
    for (number, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(number) { text += "-" }
      text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return text
  }
}
