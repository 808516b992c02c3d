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
    let files = try folder.files(in: "report").count - 1
    let outcome = try folder.jobreport.run("verify", "report")
    #expect(outcome.output == "report: \(files) files, all as written\n")
    #expect(outcome.status == 0)
    let json = try folder.jobreport.run("verify", "report", "--json")
    #expect(json.output == #"{"directory":"report","files":\#(files),"damage":[]}"# + "\n")
    #expect(json.status == 0)
  }

  @Test func everyDamageIsNamed() throws {
    let folder = try report()
    let files = try folder.files(in: "report").count - 1
    try folder.write("other", to: "report/index.html")
    try folder.write("mine", to: "report/jobs/notes.txt")
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
        extra: jobs/notes.txt
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
        == "jobreport: could not check 'nothing': it holds no manifest.sha256; name a directory that 'jobreport build' wrote\n"
    )
    #expect(outcome.status == 1)
  }
}
