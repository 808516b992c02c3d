import Foundation
import Testing

@testable import jobreport

@Suite struct SingleFileTests {
  @Test func aloneItWritesNoDirectory() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run("build", "--sample", "--single-file", "out/report.html")
    #expect(outcome.status == 0)
    #expect(outcome.output == "out/report.html\n")
    #expect(outcome.errors == "jobreport: 49 jobs, 1 file\n")
    #expect(try folder.files().keys.sorted() == ["out/report.html"])
    let text = try folder.read("out/report.html")
    #expect(text.matches(of: /data-page="job"/).count == 49)
  }

  @Test func besideADirectoryBothAreWritten() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run(
      "build", "--sample", "--output", "site/", "--single-file", "report.html", "--quiet")
    #expect(outcome.output == "site/index.html\nreport.html\n")
    #expect(folder.exists("site/manifest.sha256") && folder.exists("report.html"))
  }

  @Test func theSameInputGivesTheSameBytesAndReplacesTheFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "two.html")
    for name in ["one.html", "two.html"] {
      #expect(try folder.jobreport.run("build", "--sample", "--single-file", name, "--quiet").status == 0)
    }
    #expect(try folder.read("one.html") == folder.read("two.html"))
  }

  @Test func jsonNamesTheFile() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run(
      "build", "--sample", "--single-file", "a.html", "--json", "--quiet")
    #expect(
      outcome.output.hasPrefix(
        #"{"output":"a.html","singleFile":"a.html","files":1,"written":1,"exitStatus":0,"report":"#))
  }

  @Test(arguments: ["folder", "new/"]) func whatIsNoFileIsRefused(path: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "folder/notes.txt")
    let outcome = try folder.jobreport.run("build", "--sample", "--single-file", path)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == "jobreport: could not write '\(path)': it is no file; choose another --single-file\n")
    #expect(try folder.files().keys.sorted() == ["folder/notes.txt"])
  }

  @Test(
    arguments: [
      (20 << 20, nil),
      (
        31_400_000,
        "'a.html' has 29.9 MB, which browsers are slow to open; "
          + "take fewer jobs with --since, --week or --status, or write a directory with --output"
      ),
    ] as [(Int64, String?)])
  func aLargeFileIsWarnedOf(size: Int64, advice: String?) {
    #expect(WrittenReport(singleFile: ("a.html", size)).advice == advice)
  }
}
