import Testing

@testable import ReportKit

@Suite struct FingerprintTests {
  @Test("The first half of the SHA-256, in hexadecimal digits both ways")
  func hex() {
    let fingerprint = Fingerprint(of: [UInt8]("abc"))
    #expect(fingerprint.description == "ba7816bf8f01cfea414140de5dae2223")
    #expect(Fingerprint(hex: [UInt8](fingerprint.description)[...]) == fingerprint)
  }

  @Test(
    "What is no fingerprint",
    arguments: [
      "", "ba7816bf8f01cfea414140de5dae222", "ba7816bf8f01cfea414140de5dae22233",
      "BA7816BF8F01CFEA414140DE5DAE2223",
      "ga7816bf8f01cfea414140de5dae2223",
    ])
  func noHex(text: String) {
    #expect(Fingerprint(hex: [UInt8](text)[...]) == nil)
  }

  @Test("Moving a byte from one part to the next makes another fingerprint")
  func parts() {
    func texts(_ texts: String...) -> Fingerprint {
      var parts = Fingerprint.Parts()
      for text in texts { parts.add(text) }
      return parts.fingerprint
    }
    func contents(_ contents: [UInt8]...) -> Fingerprint {
      var parts = Fingerprint.Parts()
      for content in contents { parts.add(content) }
      return parts.fingerprint
    }
    #expect(
      Set([texts("ab", "c"), texts("a", "bc"), texts("abc"), texts("abc", ""), texts("", "abc")]).count == 5)
    #expect(
      Set([contents([1, 2], [3]), contents([1], [2, 3]), contents([1, 2, 3]), contents([1, 2, 3], [])]).count
        == 4)
  }

  /// Reports that differ from each other in one thing each.
  private func variants() throws -> [(name: String, site: TestSite)] {
    func job(
      _ id: String, day: Int, _ members: String = #""haultReason":"completed""#, project: String = "acme"
    ) -> String {
      "{\"sessionId\":\"\(id)\",\"subdomain\":\"\(project)\",\"title\":\"Job \(id)\",\"createdAt\":\"2026-08-\(day)T23:00:00Z\",\(members)}\n"
    }
    let base =
      job("a", day: 10) + job("b", day: 17, #""haultReason":"processing""#) + job("c", day: 22)
      + job("d", day: 22)
    let old = numberedJobs(200)
    let week = [
      ("base", base), ("a job more", base + job("e", day: 23)), ("an older job", base + job("0", day: 12)),
      ("another name", base.replacing("Job b", with: "Job B")),
      ("another message", base.replacing(#""title":"Job c""#, with: #""title":"Job c","messageToUser":"x""#)),
      ("another status", base.replacing("processing", with: "error")),
      ("another date", base.replacing("17T", with: "18T")),
      ("two projects", base + job("e", day: 23, project: "other")),
      ("the same id in two projects", base + job("a", day: 10, project: "other")),
      ("a second answer", base + #"{"id":"a","status":"archived","prLink":null,"model":"opus"}"#),
      ("a job less", job("a", day: 10) + job("d", day: 22)),
      ("todos", base.replacing(#""title":"Job c""#, with: #""title":"Job c","todos":[{"content":"x"}]"#)),
    ]
    var sites = try week.map { (name: $0.0, site: try TestSite([$0.1 + old])) }
    sites.append(
      ("another time of the run", try TestSite([base + old], now: Timestamp("2026-08-18T10:00:00Z"))))
    sites.append(("another title", try TestSite([base + old], title: "Other")))
    sites.append(
      (
        "another zone",
        try TestSite([base + old], timeZone: try #require(ReportTimeZone(named: "Europe/Berlin")))
      ))
    let template = [UInt8]("# {{title}}\n{{{facts}}}{{{todos}}}{{{message}}}")
    sites.append(("another template", try TestSite([base + old], templates: ["job.md": template])))
    sites.append(
      ("a problem", try TestSite([base + old], problems: [Problem(id: nil, reason: "x", losesJob: true)])))
    return sites
  }

  /// Reports of agents and their pull requests that differ from each other in one thing each.
  private func groupVariants() throws -> [(name: String, site: TestSite)] {
    func job(
      _ id: String, _ agent: String, status: String = "completed", project: String = "p", day: Int = 10,
      pulls: [String] = []
    ) -> String {
      #"{"id":"\#(id)","provider":"own","agent":"\#(agent)","project":"\#(project)","status":"\#(status)","#
        + #""title":"Job \#(id)","createdAt":"2026-08-\#(day)T00:00:00Z","#
        + #""pullRequests":[\#(pulls.joined(separator: ","))]}"# + "\n"
    }
    func pull(_ number: Int, _ state: String = "open", day: Int = 12) -> String {
      #"{"url":"https://github.com/o/r/pull/\#(number)","state":"\#(state)","createdAt":"2026-08-\#(day)T00:00:00Z""#
        + (state == "open" ? "}" : #","endedAt":"2026-08-13T00:00:00Z"}"#)
    }
    let rest =
      job("2", "b", status: "failed", pulls: [pull(2)]) + job("3", "a", status: "failed")
      + job("4", "a", status: "failed", day: 17) + job("5", "b", pulls: [pull(3, day: 14)])
    let base = job("1", "a", pulls: [pull(1)]) + rest
    var sites = try [
      ("base", base), ("a failed job of another", base + job("6", "b", status: "failed", day: 18)),
      ("a third agent", base + job("6", "c", day: 18)),
      ("another project", base + job("6", "c", project: "q", day: 18)),
      (
        "agents of one project each",
        base.replacing(#""agent":"b","project":"p""#, with: #""agent":"b","project":"q""#)
      ),
      ("merged", job("1", "a", pulls: [pull(1, "merged")]) + rest),
      ("another names its pull request", base + job("6", "b", day: 18, pulls: [pull(1)])),
      ("a running job", base + job("6", "a", status: "running", day: 18)),
    ].map { (name: $0.0, site: try TestSite([$0.1])) }
    let later: [(String, Timestamp)] = [
      ("a day later", Timestamp("2026-08-25T09:00:00Z")),
      ("two weeks later", Timestamp("2026-09-07T09:00:00Z")),
      ("the next year", Timestamp("2027-01-01T09:00:00Z")),
    ]
    for (name, moment) in later {
      sites.append((name, try TestSite([base], now: moment, attentionSince: TestSite.longAgo)))
      let running = base + job("6", "a", status: "running", day: 18)
      sites.append(
        (
          "\(name), with a running job",
          try TestSite([running], now: moment, attentionSince: TestSite.longAgo)
        ))
    }
    sites.append(
      ("without what is old", try TestSite([base], attentionSince: Timestamp("2026-08-16T00:00:00Z"))))
    return sites
  }

  @Test("Pages of one path and one fingerprint are the same bytes, whatever else changed")
  func samePage() throws {
    // That so many stood still shows that fingerprints do not change for nothing.
    #expect(try kept(among: variants()) > 100)
  }

  @Test("So are those of agents, projects and weeks, which tell of other jobs and of ages")
  func sameGroupPage() throws {
    #expect(try kept(among: groupVariants()) > 20)
  }

  /// How many files were the same as before; those of one path and one fingerprint have to be.
  private func kept(among variants: [(name: String, site: TestSite)]) throws -> Int {
    struct Key: Hashable {
      var path: SitePath
      var site: Fingerprint
      var page: Fingerprint
    }
    var known: [Key: (name: String, bytes: [UInt8])] = [:]
    var kept = 0
    for (name, site) in variants {
      let jobPages: [any Page] = try site.report.jobs.indices.suffix(8).map { index in
        let page = JobPage(job: try site.job(at: index), index: index, site: site.site)
        #expect(page.fingerprint(site: site.site) == JobPage.fingerprint(ofJobAt: index, site: site.site))
        return page
      }
      let pages = (jobPages + PageCatalog.pages(of: site.report)).map { page in
        let files = page.files(site: site.site)
        #expect(files.map(\.path) == page.filePaths)
        return (page.fingerprint(site: site.site), files)
      }
      let searchData = PageCatalog.searchData(of: site.report).map { data in
        (data.fingerprint(site: site.site), [data.file(site: site.site)])
      }
      for (fingerprint, files) in pages + searchData {
        guard let fingerprint else { continue }
        for file in files {
          let key = Key(path: file.path, site: site.site.fingerprint, page: fingerprint)
          if let earlier = known[key] {
            kept += 1
            let isSame = earlier.bytes == file.bytes
            #expect(isSame, "\(file.path) of '\(name)' differs from that of '\(earlier.name)'")
          } else {
            known[key] = (name, file.bytes)
          }
        }
      }
    }
    return kept
  }
}
