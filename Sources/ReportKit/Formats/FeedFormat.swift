import CommonMark
import Hashing

/// `data/feed.xml`: an Atom feed (RFC 4287) of the newest jobs that ended.
///
/// An entry's date is when an archive first saw the job ended, else when it started. Links need to be
/// absolute, so they are there only when it is known where the report stands.
enum FeedFormat {
  /// The most entries.
  static let limit = 50

  static func file(_ site: Site) -> OutputFile {
    let options = site.report.options
    var feed = line(XML("title", [:], XML(text: options.title)))
    feed += line(XML("id", [:], id(of: [options.title] + site.report.projects.map(\.text))))
    feed += line(XML("updated", [:], XML(text: options.generatedAt.iso8601)))
    feed += line(XML("author", [:], XML("name", [:], XML(text: "jobreport"))))
    if let address = options.reportURL {
      feed += line(
        XML(
          "link", ["rel": "self", "type": "application/atom+xml", "href": "\(address)data/feed.xml"]))
      feed += line(XML("link", ["rel": "alternate", "type": "text/html", "href": "\(address)index.html"]))
    }
    for entry in newest(site.report) { append(site.report.jobs[entry.job], entry.date, site, to: &feed) }
    return OutputFile(
      path: SitePath("data/feed.xml"),
      bytes: XML.document(
        "feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"], lines(feed)))
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

  private static func append(_ job: JobSummary, _ date: Timestamp, _ site: Site, to feed: inout XML) {
    var entry = line(XML("title", [:], XML(text: job.name)))
    entry += line(
      XML("id", [:], id(of: [job.key.provider.text, job.key.project?.text ?? "", job.key.id.text])))
    entry += line(XML("updated", [:], XML(text: date.iso8601)))
    if let address = site.report.options.reportURL {
      let href = "\(address)\(job.page.description).html"
      entry += line(XML("link", ["rel": "alternate", "type": "text/html", "href": href]))
    }
    entry += line(XML("category", ["term": job.status.slug, "label": job.status.name]))
    let standing = Standing(job, at: site.report.options.asOf, in: site.words).text(withAddresses: true)
    entry += line(XML("content", ["type": "text"], XML(text: standing)))
    feed += line(XML("entry", [:], lines(entry)))
  }

  /// An element on a line of its own.
  private static func line(_ element: XML) -> XML {
    var line = element
    line += XML(text: "\n")
    return line
  }

  /// Lines that begin below the start tag around them.
  private static func lines(_ content: XML) -> XML {
    var lines = XML(text: "\n")
    lines += content
    return lines
  }

  /// A name that stays the same from run to run: a UUID of version 8 (RFC 9562) out of a hash.
  private static func id(of parts: [String]) -> XML {
    var bytes = Array(SHA256.hash(Array(parts.joined(separator: "\u{0}").utf8)).bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text = "urn:uuid:"
    for (number, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(number) { text += "-" }
      text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return XML(text: text)
  }
}
