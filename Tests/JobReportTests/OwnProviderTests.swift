import Foundation
import Testing

/// Jobs that another tool hands over under a word of its own for the provider are kept in an archive like all others.
@Suite struct OwnProviderTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"id":"1","provider":"my-agent","project":"A/B","status":"completed","title":"One"}
      {"id":"1","provider":"other","project":"A/B","status":"failed","title":"Two"}
      {"id":"2","provider":"my-agent","project":"x","status":"completed","title":"Three"}

      """, to: "lines.jsonl")
    let fetch = try folder.jobreport.run("fetch", "--from", "lines.jsonl", "--archive", "a.sqlite")
    #expect(fetch.status == 0, "\(fetch.errors)")
    return folder
  }

  @Test(
    "Projects are named with the provider's word in front",
    arguments: [
      (["my-agent:A/B"], ["One"]), (["other:A/B"], ["Two"]), (["my-agent:x"], ["Three"]),
      (["my-agent:x", "other:A/B"], ["Three", "Two"]), ([], ["One", "Three", "Two"]),
    ] as [([String], [String])])
  func selection(projects: [String], titles: [String]) throws {
    let folder = try folder()
    let options = projects.flatMap { ["--project", $0] }
    let build = try folder.jobreport.run(["build", "--archive", "a.sqlite", "--offline"] + options)
    #expect(build.status == 0, "\(build.errors)")
    let lines = try folder.read("report/data/jobs.jsonl").split(separator: "\n")
    for title in ["One", "Two", "Three"] {
      #expect(lines.contains { $0.contains("\"\(title)\"") } == titles.contains(title), "\(title)")
    }
  }

  @Test func whatIsNotThereAndWhatIsMeantTwiceIsNamedSo() throws {
    let folder = try folder()
    let build = try folder.jobreport.run(
      "build", "--archive", "a.sqlite", "--offline", "--project", "my-agent:y")
    #expect(build.status == 1)
    #expect(
      build.errors.hasPrefix(
        "jobreport: there are no jobs of project 'my-agent:y' in 'a.sqlite', which has those of"))
    let several = try folder.jobreport.run("archive", "show", "1", "--archive", "a.sqlite")
    #expect(
      several.errors
        == "jobreport: there is a job '1' in several projects (my-agent:A/B, other:A/B); name one with --project\n"
    )
    let one = try folder.jobreport.run(
      "archive", "show", "1", "--archive", "a.sqlite", "--project", "other:A/B")
    #expect(one.output.contains("Two"))
  }

  @Test(
    "A line that cannot be read is told where it is, as a build tells it",
    arguments: ["fetch", "archive import"])
  func unreadable(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"id":"1","provider":"devin","project":"a","status":"completed"}
      {"provider":"devin","status":"completed"}

      """, to: "lines.jsonl")
    let archive = ["--archive", "a.sqlite"]
    let kept = try folder.jobreport.run(
      command == "fetch"
        ? ["fetch", "--from", "lines.jsonl"] + archive : ["archive", "import", "lines.jsonl"] + archive)
    let built = try folder.jobreport.run("build", "--from", "lines.jsonl")
    let problem = built.errors.split(separator: "\n").first { $0.contains("problem:") }
    #expect(kept.status == 3 && built.status == 3)
    #expect(problem?.contains("line 2 of 'lines.jsonl': ") == true)
    #expect(kept.errors.split(separator: "\n").contains { $0 == problem }, "\(kept.errors)")
  }
}
