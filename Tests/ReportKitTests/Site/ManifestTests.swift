import Testing

@testable import ReportKit

@Suite struct ManifestTests {
  static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test("The digests of FIPS 180-4", arguments: [("", empty), ("abc", abc)])
  func digest(text: String, hex: String) {
    #expect(Manifest.Digest(of: [UInt8](text)).description == hex)
    #expect(Manifest.Digest(hex: [UInt8](hex)) == Manifest.Digest(of: [UInt8](text)))
  }

  @Test("Written as sha256sum reads it, sorted by path")
  func file() {
    var manifest = Manifest([SitePath("index.html"): Manifest.Digest(of: [])])
    manifest.add(SitePath("data/jobs.csv"), Manifest.Digest(of: []))
    manifest.add(SitePath(".jobreport"), Manifest.Digest(of: [UInt8]("abc")))
    manifest.add(SitePath("data/jobs.csv"), Manifest.Digest(of: [UInt8]("abc")))
    #expect(manifest.file.path.description == "manifest.sha256")
    #expect(
      manifest.file.text == """
        \(Self.abc)  .jobreport
        \(Self.abc)  data/jobs.csv
        \(Self.empty)  index.html

        """)
    #expect(Manifest(reading: manifest.file.bytes) == manifest)
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
    #expect(manifest.digests.map(\.key.description) == ["a.html"])
    #expect(Manifest(reading: [UInt8](line)).digests.isEmpty)
  }

  @Test("The last line needs no line break, and of two entries for a file the last counts")
  func lenient() {
    let manifest = Manifest(reading: [UInt8]("\(Self.empty)  a\n\n\(Self.abc)  a"))
    #expect(manifest == Manifest([SitePath("a"): Manifest.Digest(of: [UInt8]("abc"))]))
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
}
