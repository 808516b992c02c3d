import TestData
import Testing

@testable import CommonMark

@Suite("Hostile jobs")
struct HostileJobTests {
  @Test(
    "draw nothing but allowed elements, and keep their text",
    .enabled(if: SharedData.isPresent, "needs shared/data"))
  func jobs() throws {
    let jobs = try SharedData.hostileJobs()
    #expect(jobs.count == 37)
    for job in jobs {
      for text in [job.job.messageToUser, job.job.title, job.job.branch, job.job.pullRequestLink].compactMap({
        $0
      }) {
        let bytes = Array(text.utf8)
        for profile in [MarkdownProfile.page, .github, .gitlab] {
          #expect(Oracle.complaint(about: bytes, profile: profile) == nil, "\(job.name)")
        }
        let field: HTML = "<p>\(text)</p>"
        #expect(Markup.problem(in: field.bytes) == nil, "\(job.name)")
      }
    }
  }

  @Test(
    "stay within their place in a larger document", .enabled(if: SharedData.isPresent, "needs shared/data"))
  func embedded() throws {
    for job in try SharedData.hostileJobs() {
      guard let message = job.job.messageToUser else { continue }
      let policy = Policy(links: .external, headingsBelow: 3)
      let section = Renderer(policy: policy).markdown(Array(message.utf8))
      let whole: Markdown = "Before\n\n\(section)\n## After\n\nEnd [one].\n"
      for command in Command.all {
        let html = try command.html(whole.bytes, "--unsafe")
        #expect(html.hasPrefix("<p>Before</p>\n"), "\(job.name)")
        #expect(html.hasSuffix("<h2>After</h2>\n<p>End [one].</p>\n"), "\(job.name)")
        let elements = Set(html.matches(of: /<([A-Za-z][A-Za-z0-9]*)/).map { String($0.output.1) })
        #expect(
          elements.isSubset(of: Markup.allowed.keys + ["input"]) && !elements.contains("h1"), "\(job.name)")
      }
    }
  }
}
