import Testing

@testable import ReportKit

@Suite struct ManifestTests {
  static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test("The digests of FIPS 180-4", arguments: [("", empty), ("abc", abc)])
  func digest(text: String, hex: String) {
    #expect(Manifest.Digest(of: [UInt8](text)).description == hex)
    #expect(Manifest.Digest(hex: [UInt8](hex)[...]) == Manifest.Digest(of: [UInt8](text)))
  }

  static func entry(_ path: StaticString, _ content: String) -> Manifest.Entry {
    Manifest.Entry(path: SitePath(path), digest: Manifest.Digest(of: [UInt8](content)))
  }

  @Test("Written as sha256sum reads it, and read as the same")
  func file() {
    let entries = [
      Self.entry("data/badge.svg", "abc"), Self.entry("data/jobs.csv", "abc"), Self.entry("index.html", ""),
    ]
    var bytes: [UInt8] = []
    Manifest.write(entries) { bytes += $0 }
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        \(Self.abc)  data/badge.svg
        \(Self.abc)  data/jobs.csv
        \(Self.empty)  index.html

        """)
    let manifest = Manifest(reading: bytes)
    #expect(Array(manifest.entries) == entries)
    #expect(manifest.count == 3)
    #expect(manifest.isOrderly)
    for entry in entries { #expect(manifest.digest(of: entry.path) == entry.digest) }
    #expect(manifest.digest(of: SitePath("index.md")) == nil)
  }

  @Test("Every file is found among many, and none between them", arguments: [1, 2, 3, 64, 1000])
  func halving(count: Int) throws {
    func path(_ number: Int) throws -> SitePath {
      try #require(SitePath(read: "jobs/\(String(repeating: "a", count: number % 7))\(10_000 + number).md"))
    }
    let entries = try (0..<count).map { number in
      Manifest.Entry(path: try path(number * 2), digest: Manifest.Digest(of: [UInt8]("\(number)")))
    }
    var bytes: [UInt8] = []
    Manifest.write(entries.sorted { $0.path < $1.path }) { bytes += $0 }
    let sorted = Manifest(reading: bytes)
    let unsorted = Manifest(reading: bytes + [0x0A])
    #expect(sorted.isOrderly && !unsorted.isOrderly)
    for entry in entries {
      #expect(sorted.digest(of: entry.path) == entry.digest)
      #expect(unsorted.digest(of: entry.path) == entry.digest)
    }
    for number in 0...count { #expect(sorted.digest(of: try path(number * 2 + 1)) == nil) }
    for path in ["a", "jobs", "zz"] as [StaticString] { #expect(sorted.digest(of: SitePath(path)) == nil) }
  }

  @Test(
    "Files that a manifest lists and a new report lacks",
    arguments: [
      ([], ["a.html", "b.html", "c.md"]), (["a.html", "b.html", "c.md"], []),
      (["a.html", "c.md"], ["b.html"]), (["a.md", "b.html", "b.md", "d"], ["a.html", "c.md"]),
      (["0", "a.html", "b.html", "c.html", "c.md", "d"], []),
    ] as [([StaticString], [String])])
  func missing(new: [StaticString], lacks: [String]) {
    let lines = ["a.html", "b.html", "c.md"].map { "\(Self.abc)  \($0)\n" }.joined() + "no entry\n"
    let files = Manifest(reading: [UInt8](lines.utf8)).files(notAmong: new.map { SitePath($0) })
    #expect(files.map(\.description) == lacks)
  }

  @Test(
    "What no build would write",
    arguments: [
      "\(abc)  a", "\(abc)  b\n\(abc)  a\n", "\(abc)  a\n\(abc)  a\n", "\n\(abc)  a\n", "\(abc)  a\n\n",
      "#\n",
    ])
  func disorder(text: String) {
    #expect(!Manifest(reading: [UInt8](text)).isOrderly)
  }

  @Test(
    "Lines that are no entry are left out",
    arguments: [
      "", "# comment", abc, "\(abc)  ", "\(abc) index.html", "\(abc) *index.html", "\(abc)\tindex.html",
      "\(abc.dropLast())  index.html", "\(abc)0  index.html", "\(abc.uppercased())  index.html",
      "g\(abc.dropFirst())  index.html",
      "\(abc)  ../index.html", "\(abc)  /etc/passwd", "\(abc)  a b", "\(abc)  index.html\r",
      #"\\#(abc)  index.html"#,
      "\(abc)   index.html",
    ])
  func badLine(line: String) {
    let manifest = Manifest(reading: [UInt8]("\(line)\n\(Self.empty)  a.html\n"))
    #expect(Array(manifest.entries) == [Self.entry("a.html", "")])
    #expect(manifest.digest(of: SitePath("a.html")) == Manifest.Digest(of: []))
    #expect(manifest.digest(of: SitePath("index.html")) == nil)
    #expect(Array(Manifest(reading: [UInt8](line)).entries).isEmpty)
  }

  @Test("The last line needs no line break, and of two entries for a file the last counts")
  func lenient() {
    let manifest = Manifest(reading: [UInt8]("\(Self.empty)  a\n\n\(Self.abc)  a"))
    #expect(Array(manifest.entries) == [Self.entry("a", ""), Self.entry("a", "abc")])
    #expect(manifest.digest(of: SitePath("a")) == Manifest.Digest(of: [UInt8]("abc")))
  }

  @Test(
    "The numbers of the lines that are no entry",
    arguments: [
      ("", []), ("\(abc)  a\n", []), ("\(abc)  a", []), ("\(abc)  a\n\n", [2]),
      ("\n\(abc)  a\nx\n\(abc)  b\n\(abc)", [1, 3, 5]),
    ] as [(String, [Int])])
  func unreadableLines(text: String, lines: [Int]) {
    #expect(Manifest.unreadableLines(in: [UInt8](text)) == lines)
  }

  @Test(
    "Lines come in the place of those about the same files, and between the others",
    arguments: [
      [], ["a"], ["b/x"], ["b/x.md"], ["zz"], ["a", "b", "b/x", "c", "zz"],
      ["b/w", "b/x", "b/x.html", "b/y", "d"],
      ["0", "1", "zzz", "zzzz"],
    ])
  func someOthers(paths: [String]) throws {
    func entries(_ paths: [String], _ byte: UInt8) throws -> [Manifest.Entry] {
      try paths.map {
        Manifest.Entry(path: try #require(SitePath(read: $0)), digest: Manifest.Digest(of: [byte]))
      }
    }
    func text(_ entries: [Manifest.Entry]) -> [UInt8] {
      var bytes: [UInt8] = []
      Manifest.write(entries) { bytes += $0 }
      return bytes
    }
    let old = try entries(["a", "b", "b/x", "b/x.html", "c", "zz"], 1)
    let new = try entries(paths, 2)
    for old in [old, []] {
      var bytes: [UInt8] = []
      Manifest(reading: text(old)).write(with: new) { bytes += $0 }
      let all = old.filter { entry in !new.contains { $0.path == entry.path } } + new
      #expect(bytes == text(all.sorted { $0.path < $1.path }))
    }
  }

  @Test("Files without a digest keep their lines, in a manifest of any order")
  func keptLines() throws {
    let old = [
      Self.entry("a.html", "1"), Self.entry("a.md", "2"), Self.entry("b/x", "3"), Self.entry("c", "4"),
    ]
    let files: [(path: SitePath, digest: Manifest.Digest?)] = [
      (SitePath("a.md"), nil), (SitePath("aa"), Manifest.Digest(of: [5])), (SitePath("b"), nil),
      (SitePath("b/x"), Manifest.Digest(of: [6])), (SitePath("c"), nil), (SitePath("d"), nil),
    ]
    let expected = [
      old[1], Manifest.Entry(path: SitePath("aa"), digest: Manifest.Digest(of: [5])),
      Manifest.Entry(path: SitePath("b/x"), digest: Manifest.Digest(of: [6])), old[3],
    ]
    for order in [old, old.reversed()] {
      var bytes: [UInt8] = []
      Manifest.write(order) { bytes += $0 }
      var written: [UInt8] = []
      Manifest(reading: bytes).write(files) { written += $0 }
      #expect(Array(Manifest(reading: written).entries) == expected)
    }
  }

  @Test("When a file goes, the lines of 30,000 others are found in one pass")
  func manyKeptLines() throws {
    // A search from the first line for each of them would take minutes.
    let entries = try (10_000..<40_000).map { number in
      Manifest.Entry(
        path: try #require(SitePath(read: "jobs/\(number).html")),
        digest: Manifest.Digest(of: [UInt8]("\(number)".utf8)))
    }
    var bytes: [UInt8] = []
    Manifest.write(entries) { bytes += $0 }
    let files: [(path: SitePath, digest: Manifest.Digest?)] = entries.dropFirst().map { ($0.path, nil) }
    var written: [UInt8] = []
    Manifest(reading: bytes).write(files) { written += $0 }
    #expect(Array(Manifest(reading: written).entries) == Array(entries.dropFirst()))
  }
}
