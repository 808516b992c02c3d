import Testing

@testable import ReportKit

@Suite struct BuildRecordTests {
  static let shared = "ba7816bf8f01cfea414140de5dae2223"
  static let page = "e3b0c44298fc1c149afbf4c8996fb924"

  /// The digest of the manifest that the record goes with.
  static let manifest = Manifest.Digest(of: [UInt8]("manifest"))

  /// The bytes of a record with these lines.
  static func sealed(_ lines: String) -> [UInt8] {
    let seal = Manifest.Digest(of: [UInt8]("\(Manifest.Digest(of: [UInt8](lines.utf8)))\(manifest)".utf8))
    return [UInt8]("\(lines)\(seal)\n".utf8)
  }

  /// The lines of a record of two jobs and a page.
  static let text = """
    jobreport 2 \(shared)
    \(page) jobs/2026-08/a 100 50 : 10 200
    \(shared) jobs/2026-08/b 101 51 : 11 201
    \(page) weeks/2026-W34 7 8

    """

  static let pages = [SitePath("jobs/2026-08/a"), SitePath("jobs/2026-08/b"), SitePath("weeks/2026-W34")]

  @Test("What is written is read as the same, with the places of the entries in the data files")
  func roundTrip() throws {
    let record = try #require(PublishedRecord(reading: Self.sealed(Self.text), for: Self.manifest))
    #expect(record.shared.description == Self.shared)
    let entries = try Self.pages.map { try #require(record.entry(of: $0)) }
    #expect(entries.map(\.page) == Self.pages)
    #expect(entries.map(\.fingerprint.description) == [Self.page, Self.shared, Self.page])
    #expect(entries.map(\.sizes) == [[100, 50], [101, 51], [7, 8]])
    #expect(entries.map(\.lengths) == [[10, 200], [11, 201], []])
    let heads = OutputFormats.all.map(\.head.count)
    #expect(entries.map(\.offsets) == [heads, [heads[0] + 10, heads[1] + 200], []])
    #expect(record.dataSizes == [heads[0] + 21, heads[1] + 401])
    #expect(record.entry(of: SitePath("jobs/2026-08/c")) == nil)

    var written = BuildRecord(shared: record.shared)
    for entry in entries { written.add(entry) }
    let file = written.file(for: Self.manifest)
    #expect(file.path.description == ".jobreport")
    #expect(file.bytes == Self.sealed(Self.text))
  }

  @Test("A record without pages")
  func empty() throws {
    let record = try #require(
      PublishedRecord(reading: Self.sealed("jobreport 2 \(Self.shared)\n"), for: Self.manifest))
    #expect(record.dataSizes == OutputFormats.all.map(\.head.count))
    #expect(record.entry(of: SitePath("index")) == nil)
  }

  @Test(
    "A record of another version, or one that is not whole, is none",
    arguments: [
      "", "jobreport 2\n", "jobreport 9 \(shared)\n", "report 1 \(shared)\n", "jobreport 2 \(shared) x\n",
      "jobreport 2 \(shared.dropLast())\n", "jobreport 2 \(shared)\nx jobs/a 1 2\n",
      "jobreport 2 \(shared)\n\(page) ../a 1 2\n",
      "jobreport 2 \(shared)\n\(page) jobs/a\n", "jobreport 2 \(shared)\n\(page) jobs/a 1 x\n",
      "jobreport 2 \(shared)\n\(page) jobs/a -1 2\n", "jobreport 2 \(shared)\n\(page) jobs/a 1 2 : 3\n",
      "jobreport 2 \(shared)\n\(page) jobs/a 1 2 : 3 4 5\n",
      "jobreport 2 \(shared)\n\(page) jobs/a 1234567890123456 2\n",
      "jobreport 2 \(shared)\n\(page) jobs/a 1 2 : 3 4\n\(page)",
    ])
  func refuses(text: String) {
    #expect(PublishedRecord(reading: Self.sealed(text), for: Self.manifest) == nil)
  }
  @Test("A record whose lines were changed, or that goes with another manifest, is none")
  func seal() {
    let record = Self.sealed(Self.text)
    #expect(PublishedRecord(reading: record, for: Self.manifest) != nil)
    #expect(PublishedRecord(reading: record, for: Manifest.Digest(of: [])) == nil)
    for index in record.indices {
      var changed = record
      changed[index] ^= 1
      #expect(PublishedRecord(reading: changed, for: Self.manifest) == nil, "byte \(index)")
      #expect(PublishedRecord(reading: Array(record[..<index]), for: Self.manifest) == nil, "\(index) bytes")
    }
  }
}
