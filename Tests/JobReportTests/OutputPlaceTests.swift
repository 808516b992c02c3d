import Foundation
import Testing

/// Where a result goes that is not named by a plain path: through a link, into a stream, into a folder or a file that
/// nothing can take the place of.
@Suite struct OutputPlaceTests {
  private func link(_ path: String, to target: String, in folder: TemporaryFolder) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: path).path, withDestinationPath: target)
  }

  private func isLink(_ path: String, in folder: TemporaryFolder) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: folder.url.appending(path: path).path)) != nil
  }

  @Test(
    "The file that a link leads to is replaced beside itself, and the link stays",
    arguments: [
      ["build", "--sample", "--quiet", "--single-file"], ["comment", "--sample", "--quiet", "--output"],
    ])
  func linkedFile(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "elsewhere/deep/real")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "links"), withIntermediateDirectories: false)
    try link("links/one", to: "../links/two", in: folder)
    try link("links/two", to: "\(folder.url.path)/elsewhere/deep/real", in: folder)
    try link("links/new", to: "../elsewhere/new", in: folder)
    #expect(try folder.jobreport.run(arguments + ["plain"]).status == 0)
    for (name, target) in [("one", "deep/real"), ("new", "new")] {
      let run = try folder.jobreport.run(arguments + ["links/\(name)"])
      #expect(run.status == 0, "\(run.errors)")
      #expect(isLink("links/\(name)", in: folder))
      #expect(try folder.read("elsewhere/\(target)") == folder.read("plain"))
    }
    #expect(
      try folder.files().keys.sorted() == [
        "elsewhere/deep/real", "elsewhere/new", "links/new", "links/one", "links/two", "plain",
      ])
  }

  @Test func linksInACircleAreSaid() throws {
    let folder = try TemporaryFolder()
    try link("a", to: "b", in: folder)
    try link("b", to: "a", in: folder)
    for arguments in [["build", "--sample", "--single-file", "a"], ["build", "--sample", "--output", "a"]] {
      let run = try folder.jobreport.run(arguments)
      #expect(run.status == 1)
      #expect(run.errors.hasPrefix("jobreport: could not "), "\(run.errors)")
    }
  }

  @Test func theReportThatALinkLeadsToIsUpdated() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "elsewhere/real"), withIntermediateDirectories: true)
    try link("report", to: "elsewhere/real", in: folder)
    for title in ["One", "Two"] {
      let run = try folder.jobreport.run("build", "--sample", "--quiet", "--title", title)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == "report/index.html\n")
      #expect(isLink("report", in: folder))
      #expect(try folder.read("elsewhere/real/index.html").contains("<title>\(title)"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path + "/elsewhere") == ["real"])
  }

  @Test(
    "Standard output gets the result alone and whole, whatever it is",
    arguments: [
      ("exec '%' build --sample --quiet --single-file /dev/stdout > got", "one.html"),
      ("exec '%' build --sample --quiet --single-file /dev/stdout >> got", "one.html"),
      ("'%' build --sample --quiet --single-file /dev/stdout | cat > got", "one.html"),
      ("'%' build --sample --quiet --single-file /proc/self/fd/1 > got", "one.html"),
      ("ln -s /dev/stdout link && '%' build --sample --quiet --single-file link > got", "one.html"),
      ("'%' comment --sample --quiet --output /dev/stdout > got", "note.md"),
      ("'%' comment --sample --quiet --output /dev/stdout | cat > got", "note.md"),
      (
        "mkfifo pipe && { cat pipe > got & } && '%' build --sample --quiet --single-file pipe && wait",
        "one.html"
      ),
    ])
  func streams(command: String, file: String) throws {
    let folder = try TemporaryFolder()
    #expect(try folder.jobreport.run("build", "--sample", "--single-file", "one.html", "--quiet").status == 0)
    #expect(try folder.jobreport.run("comment", "--sample", "--output", "note.md", "--quiet").status == 0)
    let run = try Shell.run(
      command.replacing("%", with: try Jobreport.program().path), in: folder.url,
      environment: folder.jobreport.environment)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.read("got") == folder.read(file))
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: "/dev/stdout")) != nil)
  }

  private static let canMount = ReportFaultTests.canMount

  @Test(
    .enabled(if: canMount, "needs root and mount"),
    arguments: ["mount -t tmpfs none out", "mount --bind source out"])
  func anEmptyMountPointIsWrittenInto(mount: String) throws {
    let folder = try TemporaryFolder()
    for name in ["out", "source"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: false)
    }
    try #require(try Shell.run(mount, in: folder.url).status == 0)
    defer { _ = try? Shell.run("umount out", in: folder.url) }
    for _ in 0..<2 {
      let run = try folder.jobreport.run("build", "--sample", "--quiet", "--output", "out")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try folder.jobreport.run("verify", "out").status == 0)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["out", "source"])
  }

  @Test(.enabled(if: canMount, "needs root and mount"))
  func aFileThatIsAMountPointIsWritten() throws {
    let folder = try TemporaryFolder()
    try folder.write(String(repeating: "old", count: 400_000), to: "source.html")
    try folder.write("", to: "one.html")
    try #require(try Shell.run("mount --bind source.html one.html", in: folder.url).status == 0)
    defer { _ = try? Shell.run("umount one.html", in: folder.url) }
    let run = try folder.jobreport.run("build", "--sample", "--quiet", "--single-file", "one.html")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.read("source.html").hasSuffix("</html>\n"))
  }

  private static let canDropRights =
    getuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")

  @Test(
    "What nothing can be made beside is written into", .enabled(if: canDropRights, "needs setpriv"),
    arguments: [
      ("build --sample --quiet --output box/own", "box", "box/own", "box/own/index.html"),
      (
        "build --sample --quiet --single-file box/own/one.html", "box/own", "box/own/one.html",
        "box/own/one.html"
      ),
      ("comment --sample --quiet --output box/own/note.md", "box/own", "box/own/note.md", "box/own/note.md"),
    ])
  func aParentWithoutWritePermission(
    arguments: String, parent: String, target: String, result: String
  ) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "box/own"), withIntermediateDirectories: true)
    if target == result { try folder.write(String(repeating: "old", count: 400_000), to: target) }
    let program = "'\(try Jobreport.program().path)' \(arguments)"
    let run = try Shell.run(
      getuid() == 0
        ? "chown 65534 \(target) && exec setpriv --reuid=65534 --clear-groups \(program)"
        : "chmod 555 \(parent) && exec \(program)",
      in: folder.url, environment: folder.jobreport.environment)
    #expect(run.status == 0, "\(run.errors)")
    let text = try folder.read(result)
    #expect(
      text.hasPrefix(result.hasSuffix(".md") ? "## Agent jobs" : "<!doctype html>")
        && !text.contains("oldold"))
  }
}
