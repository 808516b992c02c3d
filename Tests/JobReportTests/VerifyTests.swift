import Foundation
import Testing

/// `jobreport verify` names every file that is not as the manifest says.
@Suite struct VerifyTests {
  private func report() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    #expect(try folder.jobreport.run("build", "--sample", "--quiet").status == 0)
    return folder
  }

  @Test func aReportAsItWasWrittenIsWhole() throws {
    let folder = try report()
    let files = try listed(in: folder)
    let outcome = try folder.jobreport.run("verify", "report")
    #expect(outcome.output == "report: \(files) files, all as written\n")
    #expect(outcome.status == 0)
    let json = try folder.jobreport.run("verify", "report", "--json")
    #expect(json.output == #"{"directory":"report","files":\#(files),"damage":[],"others":[]}"# + "\n")
    #expect(json.status == 0)
  }

  /// How many files the manifest lists: all but itself and those that begin with a dot.
  private func listed(in folder: TemporaryFolder) throws -> Int {
    try folder.files(in: "report").keys.count { !$0.hasPrefix(".") } - 1
  }

  @Test func whatAnArtifactLeavesOfAReportIsWhole() throws {
    let folder = try report()
    let files = try listed(in: folder)
    // As actions/upload-artifact does it: nothing that begins with a dot.
    for name in [".jobreport", ".jobreport.jobs", ".nojekyll"] {
      try FileManager.default.removeItem(at: folder.url.appending(path: "report/\(name)"))
    }
    #expect(try folder.jobreport.run("verify", "report").output == "report: \(files) files, all as written\n")
    let whole = try folder.files(in: "report")
    // The next run knows it for a report, and brings back what was dropped.
    let next = try folder.jobreport.run("build", "--sample")
    #expect(next.errors == "jobreport: 66 jobs, \(files) files, 0 of them written\n")
    let after = try folder.files(in: "report")
    #expect(Set(after.keys).subtracting(whole.keys) == [".jobreport", ".jobreport.jobs", ".nojekyll"])
    #expect(after[".nojekyll"] == Data())
    #expect(try folder.jobreport.run("verify", "report").status == 0)
  }

  @Test func filesOfOthersAreNamedAndNoDamage() throws {
    let folder = try report()
    let files = try listed(in: folder)
    for path in ["CNAME", ".DS_Store", ".git/config", ".git/objects/aa/bb", "jobs/notes.txt", "own/a/b.html"]
    {
      try folder.write("mine", to: "report/\(path)")
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "report/linked").path, withDestinationPath: "jobs")
    let outcome = try folder.jobreport.run("verify", "report")
    #expect(
      outcome.output == """
        not of the report: .DS_Store
        not of the report: .git/
        not of the report: CNAME
        not of the report: jobs/notes.txt
        not of the report: linked
        not of the report: own/
        report: \(files) files, all as written

        """)
    #expect(outcome.status == 0)
    let json = try folder.jobreport.run("verify", "report", "--json")
    #expect(
      json.output.hasSuffix(
        #""damage":[],"others":[".DS_Store",".git/","CNAME","jobs/notes.txt","linked","own/"]}"# + "\n"))
    #expect(json.status == 0)
  }

  @Test func everyDamageIsNamed() throws {
    let folder = try report()
    let files = try listed(in: folder)
    try folder.write("other", to: "report/index.html")
    try FileManager.default.removeItem(at: folder.url.appending(path: "report/data/jobs.csv"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "report/weeks/index.html"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "report/weeks/index.html").path, withDestinationPath: "../index.md")
    try folder.write(try folder.read("report/manifest.sha256") + "no entry\n", to: "report/manifest.sha256")
    let outcome = try folder.jobreport.run("verify", "report")
    #expect(
      outcome.output == """
        missing: data/jobs.csv
        changed: index.html
        unreadable: manifest.sha256, line \(files + 1)
        missing: weeks/index.html

        """)
    #expect(outcome.errors == "")
    #expect(outcome.status == 5)
    let json = try folder.jobreport.run("verify", "report", "--json")
    #expect(
      json.output.hasPrefix(
        #"{"directory":"report","files":\#(files),"damage":[{"kind":"missing","path":"data/jobs.csv"},"#))
    #expect(json.status == 5)
  }

  @Test func whatIsNoReportCannotBeChecked() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run("verify", "nothing")
    #expect(
      outcome.errors
        == "jobreport: could not check 'nothing': it is not there; name a directory that 'jobreport build' wrote\n"
    )
    #expect(outcome.status == 1)
    try folder.write("", to: "empty/notes.txt")
    #expect(
      try folder.jobreport.run("verify", "empty").errors
        == "jobreport: could not check 'empty': it holds no manifest.sha256; name a directory that 'jobreport build' wrote\n"
    )
  }
}
