import Testing

@testable import ReportKit

@Suite struct FileNameTests {
  @Test(
    "An id of lower-case letters, digits and dashes is its own name",
    arguments: [
      "a", "0", "90ed56d8-ed0d-3d57-a221-5d01540d490e", "page-1", "index-2", "a--b", "undated", "com10",
      "icon", "a-",
      String(repeating: "x", count: 64), "a--0123456789abcde", "a--0123456789abcdef0",
    ])
  func plain(id: String) {
    #expect(FileName(id: ID(id)).text == id)
  }

  /// The hashes are `printf '%s\0' ID | sha256sum | cut -c1-16`.
  @Test(
    "Any other id is a readable beginning and a hash",
    arguments: [
      ("", "job--HASH"), ("index", "index--HASH"), ("con", "con--HASH"), ("nul", "nul--HASH"),
      ("com1", "com1--HASH"),
      ("lpt9", "lpt9--HASH"), ("-x", "x--HASH"), ("--", "job--HASH"), ("../../x", "x--HASH"),
      ("..", "job--HASH"),
      (".hidden", "hidden--HASH"), ("a/b", "a-b--HASH"), (#"a\b"#, "a-b--HASH"), ("a.b", "a-b--HASH"),
      ("a b", "a-b--HASH"), ("Acme/API docs#12", "acme-api-docs-12--HASH"),
      ("ABC", "abc--HASH"), ("Job-1", "job-1--HASH"), ("a\0b", "a-b--HASH"), ("caf\u{E9}", "caf--HASH"),
      ("cafe\u{301}", "cafe--HASH"), ("日本", "job--HASH"), ("a\n", "a--HASH"),
      ("a--0123456789abcdef", "a--0123456789abcdef--HASH"),
    ])
  func hashed(id: String, pattern: String) {
    let name = FileName(id: ID(id)).text
    let hash = String(Manifest.Digest(of: [UInt8](id) + [0]).description.prefix(16))
    #expect(name == pattern.replacing("HASH", with: hash))
  }

  @Test("An id of more than 64 bytes is cut to 32 and hashed")
  func long() {
    let name = FileName(id: ID(String(repeating: "x", count: 65))).text
    #expect(name == String(repeating: "x", count: 32) + "--ef17a53066ed8500")
    #expect(FileName(id: ID(String(repeating: "é", count: 65))).text == "job--3f6c3805d08bdbbb")
  }

  /// The hashes are `printf 'ID\0SALT' | sha256sum | cut -c1-16`.
  @Test("A salt tells equal ids apart, also plain ones")
  func salt() {
    let names = [nil, "mintlify/acme", "mintlify/other"].map { FileName(id: "a", salt: $0).text }
    #expect(names == ["a", "a--4d3010924d0d7a51", "a--91a3bade5b89111a"])
    #expect(FileName(id: "ab", salt: "c") != FileName(id: "a", salt: "bc"))
  }

  @Test(
    "An agent or a project has its own name, but for one that a further page of a list has",
    arguments: [
      ("copilot", "copilot"), ("page-1", "page-1"), ("copilot-page-x", "copilot-page-x"),
      ("copilot-page-1", "copilot-page-1--HASH"), ("index", "index--HASH"),
      ("MetaMask/core", "metamask-core--HASH"),
      ("日本", "other--HASH"), ("", "other--HASH"),
    ])
  func named(value: String, pattern: String) {
    let hash = String(Manifest.Digest(of: [UInt8](value) + [0]).description.prefix(16))
    #expect(FileName(named: value).text == pattern.replacing("HASH", with: hash))
  }

  @Test("An id that may not be shown is hashed, however plain it is")
  func secret() {
    let id = "s3cr3t-run-key"
    let key = JobKey(provider: "", project: nil, id: ID("a-\(id)-b"), hiding: Redaction(keys: [id]))
    let hash = String(Manifest.Digest(of: [UInt8]("a-\(id)-b") + [0]).description.prefix(16))
    #expect(FileName(key).text == "a-redacted-b--\(hash)")
    #expect(FileName(id: "glpat-0123456789abcdef").text.hasPrefix("glpat-redacted--"))
  }

  @Test("No two of many ids meet where case does not count, and every name is safe")
  func collisions() throws {
    let parts = [
      "", "a", "A", "-", "--", ".", "/", "é", "e\u{301}", "index", "con", "0123456789abcdef", "b", " ", "\0",
      "x9",
    ]
    var ids: [String] = []
    for first in parts {
      for second in parts {
        for third in parts { ids.append(first + second + third) }
      }
    }
    ids += ids.map { "\($0)--0123456789abcdef" } + ids.map { FileName(id: ID($0)).text }
    let distinct = Set(ids.map { ID($0) })
    #expect(distinct.count > 8_000)
    var owners: [String: ID] = [:]
    for id in distinct {
      let name = FileName(id: id).text
      #expect(owners.updateValue(id, forKey: name.lowercased()) == nil, "\(name) is taken twice")
      let isSafe =
        name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
        && !name.hasPrefix("-")
        && (1...64).contains(name.utf8.count) && !["index", "con"].contains(name)
      #expect(isSafe, "\(name)")
    }
  }

  @Test("Names of our own")
  func own() throws {
    #expect(FileName(own: "page-", 3).text == "page-3")
    #expect(FileName(.blocked).text == "blocked")
    #expect(FileName(try #require(WeekID("2026-W34"))).text == "2026-W34")
    #expect(FileName(monthOf: try #require(CivilDate("2026-08-31"))).text == "2026-08")
  }
}
