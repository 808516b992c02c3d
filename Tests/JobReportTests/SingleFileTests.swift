import Foundation
import Testing

@testable import jobreport

@Suite struct SingleFileTests {
  @Test func aloneItWritesNoDirectory() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run("build", "--sample", "--single-file", "out/report.html")
    #expect(outcome.status == 0)
    #expect(outcome.output == "out/report.html\n")
    #expect(outcome.errors == "jobreport: 66 jobs, 1 file\n")
    #expect(try folder.files().keys.sorted() == ["out/report.html"])
    let text = try folder.read("out/report.html")
    #expect(text.matches(of: /data-page="job"/).count == 66)
  }

  @Test func besideADirectoryBothAreWritten() throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run(
      "build", "--sample", "--output", "site/", "--single-file", "report.html", "--quiet")
    #expect(outcome.output == "site/index.html\nreport.html\n")
    #expect(folder.exists("site/manifest.sha256") && folder.exists("report.html"))
  }

  @Test(
    "What the run reads, or a database, is not written over",
    arguments: [
      (
        ["--from", "in.json", "--single-file", "./in.json"], "./in.json",
        "this run reads it; name another file"
      ),
      (
        ["--from", "in.json", "--single-file", "link.html"], "link.html",
        "this run reads it; name another file"
      ),
      (
        ["--offline", "--archive", "a.sqlite", "--single-file", "a.sqlite"], "a.sqlite",
        "this run reads it; name another file"
      ),
      (
        ["--sample", "--single-file", "a.sqlite"], "a.sqlite",
        "it is a database, perhaps an archive; name another file, or remove it first"
      ),
    ])
  func inputsStay(_ options: [String], _ file: String, _ reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a"}"#, to: "in.json")
    try FileManager.default.linkItem(
      at: folder.url.appending(path: "in.json"), to: folder.url.appending(path: "link.html"))
    _ = try folder.jobreport.run("fetch", "--from", "in.json", "--archive", "a.sqlite")
    let before = try Data(contentsOf: folder.url.appending(path: file))
    let outcome = try folder.jobreport.run(["build"] + options)
    #expect(outcome.status == 1)
    #expect(outcome.errors == "jobreport: could not write '\(file)': \(reason)\n")
    #expect(try Data(contentsOf: folder.url.appending(path: file)) == before)
  }

  @Test func aCommentDoesNotTakeThePlaceOfTheArchive() throws {
    let folder = try TemporaryFolder()
    try folder.write(#"{"sessionId":"a"}"#, to: "in.json")
    _ = try folder.jobreport.run("fetch", "--from", "in.json", "--archive", "a.sqlite")
    let before = try Data(contentsOf: folder.url.appending(path: "a.sqlite"))
    let outcome = try folder.jobreport.run(
      "comment", "--offline", "--archive", "a.sqlite", "--output", "a.sqlite")
    #expect(outcome.status == 1)
    #expect(try Data(contentsOf: folder.url.appending(path: "a.sqlite")) == before)
  }

  @Test(arguments: [("r", "r/index.html"), ("./r/", "r/a/b.html"), ("/r", "/r/x.html")])
  func itStandsOutsideOfTheDirectory(output: String, file: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try folder.jobreport.run("build", "--sample", "--output", output, "--single-file", file)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("--single-file lies inside of --output"))
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
    #expect(WrittenReport(singleFile: .init(path: "a.html", size: size)).advice == advice)
  }
}
