import Testing

@testable import ReportKit

@Suite struct OverviewPageTests {
  private func overview(_ site: TestSite) throws -> (html: String, markdown: String) {
    let files = OverviewPage().files(site: site.site)
    return (files[0].text, files[1].text)
  }

  @Test("A report without jobs says so")
  func empty() throws {
    let overview = try overview(try TestSite(["[]"]))
    #expect(
      overview.markdown == """
        # Agent jobs

        Made 24 Aug 2026, 09:00 UTC

        ## Newest jobs

        There are no jobs yet.

        """)
    #expect(overview.html.contains("<p class=\"empty\">There are no jobs yet.</p>"))
  }

  @Test("A report whose selection fits nothing says that")
  func nothingSelected() throws {
    let site = try TestSite([numberedJobs(3)], selection: Selection(statuses: [.failed]))
    let overview = try overview(site)
    #expect(overview.markdown.contains("\n\nNo job fits what this report was asked for.\n"))
    #expect(overview.html.contains("<p class=\"empty\">No job fits what this report was asked for.</p>"))
  }

  @Test("What changed is said of an archive alone")
  func changes() throws {
    let day = Timestamp("2026-01-01T12:00:00Z")
    let archived = try overview(try TestSite([numberedJobs(1)], comparesTo: day))
    #expect(archived.html.contains("<p class=\"since\">Since 1 Jan 2026, 12:00: nothing changed.</p>"))
    #expect(archived.markdown.contains("\n\nSince 1 Jan 2026, 12:00: nothing changed.\n\n"))
    #expect(!(try overview(try TestSite([numberedJobs(1)]))).html.contains("Since"))
  }

  @Test(
    "What is missing is said at the top",
    arguments: [
      ([], false, nil), ([false], false, nil),
      ([true], false, "This report is partial: 1 record could not be fetched or read."),
      (
        [true, false, true], false,
        "This report is partial: 2 records could not be fetched or read."
      ),
      (
        [true], true,
        "This report is partial: a listing broke off, so there may be jobs that are not here."
      ),
    ] as [([Bool], Bool, String?)])
  func notice(losses: [Bool], isCutShort: Bool, words: String?) throws {
    let problems = losses.map { Problem(id: "a", reason: "gone", losesJob: $0) }
    let overview = try overview(try TestSite(["[]"], problems: problems, isCutShort: isCutShort))
    if let words {
      #expect(
        overview.html.contains(
          "<div class=\"notice\" role=\"note\"><p>\(words) See <a href=\"#problems\">Problems</a>.</p></div>")
      )
      #expect(overview.markdown.contains("\n\n> \(words) See [Problems](#problems).\n\n"))
    } else {
      #expect(!overview.html.contains("class=\"notice\"") && !overview.markdown.contains("\n>"))
    }
  }

  @Test("Problems are listed with id and reason, both inert")
  func problems() throws {
    let problems = [
      Problem(id: "a`b<i>", reason: "the <b> *reason* ", losesJob: true),
      Problem(id: nil, reason: "line 3: no JSON", losesJob: true),
    ]
    let overview = try overview(try TestSite(["[]"], problems: problems))
    #expect(
      overview.html.contains(
        "<h2 id=\"problems\">Problems</h2>\n<ul class=\"problems\">\n<li><code>a`b&lt;i&gt;</code>: the &lt;b&gt; *reason* </li>\n"
          + "<li>line 3: no JSON</li>\n</ul>\n"))
    #expect(
      overview.markdown.hasSuffix(
        "## Problems\n\n- ``a`b<i>``: the \\<b> \\*reason\\*\n- line 3: no JSON\n"))
  }

  @Test("A project that could not be listed is a project, not a record")
  func project() throws {
    let problems = [
      Problem(id: "acme", reason: "answered 500", losesJob: true, isOfProject: true),
      Problem(id: "a", reason: "gone", losesJob: true), Problem(id: "b", reason: "gone", losesJob: true),
      Problem(id: "c", reason: "no details", losesJob: false),
    ]
    let overview = try overview(try TestSite(["[]"], problems: problems))
    #expect(overview.html.contains("partial: 1 project and 2 records could not be fetched or read."))
    #expect(
      overview.html.contains("<li>Project <code>acme</code>: answered 500</li>\n<li><code>a</code>: gone"))
    #expect(overview.markdown.contains("\n- Project `acme`: answered 500\n- `a`: gone\n"))
  }

  @Test("Who needs attention stands with the project when there are several")
  func attentionByProject() throws {
    let one = #"{"sessionId":"a","subdomain":"acme","title":"A","haultReason":"error"}"#
    let several = try overview(try TestSite([one + #"{"sessionId":"b","subdomain":"<b>"}"#]))
    #expect(several.html.contains("<span class=\"why\">acme</span>"))
    #expect(several.markdown.contains("[A](jobs/undated/a.md) (acme): stopped on an error."))
    #expect(!(try overview(try TestSite([one])).html.contains("acme</span>")))
  }

  @Test(
    "Of many problems 100 are listed",
    arguments: [(100, nil), (101, "and 1 more in"), (250, "and 150 more in")] as [(Int, String?)])
  func manyProblems(count: Int, rest: String?) throws {
    let problems = (1...count).map { Problem(id: ID("job-\($0)"), reason: "gone", losesJob: true) }
    let overview = try overview(try TestSite(["[]"], problems: problems))
    #expect(overview.html.matches(of: /<code>job-[0-9]+<\/code>: gone/).count == 100)
    #expect(overview.markdown.matches(of: /- `job-[0-9]+`: gone/).count == 100)
    #expect(overview.html.contains("more in <a href=\"report.json\">report.json</a>") == (rest != nil))
    if let rest { #expect(overview.markdown.hasSuffix("\n\n\(rest) [report.json](report.json)\n")) }
  }

  @Test("Of many jobs the newest 20 are listed, of those that need a person for one cause 12")
  func manyJobs() throws {
    let jobs = numberedJobs(25, members: #""haultReason":"error""#)
    let overview = try overview(try TestSite([jobs], attentionSince: TestSite.longAgo))
    #expect(
      overview.markdown.contains("\n  - and 13 more\n") && overview.markdown.contains("\n\nand 5 older.\n"))
    #expect(
      overview.html.contains("<a href=\"status/attention-failed.html\">25 jobs</a> stopped on an error. "))
    #expect(overview.html.contains("<p class=\"more\"><a href=\"jobs/index.html\">All jobs →</a></p>"))
    #expect(overview.html.contains("<bdi>Job 6</bdi>") && !overview.html.contains("<bdi>Job 5</bdi>"))
    let few = try self.overview(try TestSite([numberedJobs(20)]))
    #expect(!few.markdown.contains("older.") && !few.html.contains("All jobs →"))
  }

  @Test("Two projects have a table, with the jobs of none at its end; one project has none")
  func projects() throws {
    let jobs = #"""
      {"sessionId":"a","subdomain":"beta","haultReason":"completed"} {"sessionId":"b","subdomain":"acme","haultReason":"error"}
      {"sessionId":"c","subdomain":"a|b"} {"sessionId":"d"}
      """#
    let overview = try overview(try TestSite([jobs]))
    #expect(
      overview.markdown.contains(
        #"""

        ## By project

        | Project | Jobs | Completed | Need attention | Pull requests | Todos |
        |---|---:|---:|---:|---:|---:|
        | [acme](projects/acme.md) | 1 | 0 | 1 | 0 | 0 of 0 |
        | [a\|b](projects/a-b--92009c0b5368fc05.md) | 1 | 0 | 1 | 0 | 0 of 0 |
        | [beta](projects/beta.md) | 1 | 1 | 0 | 0 | 0 of 0 |
        | unknown | 1 | 0 | 1 | 0 | 0 of 0 |

        """#))
    let single = try self.overview(try TestSite([#"{"sessionId":"a","subdomain":"beta"}"#]))
    #expect(!single.markdown.contains("By project") && !single.html.contains("By project"))
  }

  @Test("The period stands before the time of the run")
  func period() throws {
    let overview = try overview(try TestSite([numberedJobs(40)]))
    #expect(
      overview.markdown.hasPrefix(
        "# Agent jobs\n\n40 of 40 jobs completed.\n\n1 – 2 Jan 2026 · made 24 Aug 2026, 09:00 UTC\n"))
    #expect(
      overview.html.contains(
        "<p class=\"lede\">1 – 2 Jan 2026 · made <time datetime=\"2026-08-24T09:00:00Z\">24 Aug 2026, 09:00 UTC</time>"
          + "<span class=\"ways\"> · <a class=\"markdown\" href=\"index.md\">Markdown</a></span></p>"
      ))
  }
}
