import Testing

@testable import Arguments

@Suite struct SettingsFileTests {
  private static func read(_ text: String) throws -> SettingsFile {
    try SettingsFile(Array(text.utf8), path: "s.yml")
  }

  @Test("Names, values, lists, comments and parts for one command")
  func entries() throws {
    let file = try Self.read(
      """
      # Settings
      ---
      title: Docs agent  # the name
      output: "a: b"
      week: 'it''s'
      since: 2026-08-17
      max-failed: 3
      status: [failed, "blocked"]
      project:
        - acme
        - "b"
      from:
      - c.json
      quiet: true
      empty:
      archive list:
        json: false
      ...
      """)
    let expected: [(String, Int, SettingsFile.Value)] = [
      ("title", 3, .text("Docs agent", isFlag: false)), ("output", 4, .text("a: b", isFlag: false)),
      ("week", 5, .text("it's", isFlag: false)), ("since", 6, .text("2026-08-17", isFlag: false)),
      ("max-failed", 7, .text("3", isFlag: false)), ("status", 8, .list(["failed", "blocked"])),
      ("project", 9, .list(["acme", "b"])), ("from", 12, .list(["c.json"])),
      ("quiet", 14, .text("true", isFlag: true)), ("empty", 15, .nothing),
      ("archive list", 16, .part([.init(name: "json", line: 17, value: .text("false", isFlag: true))])),
    ]
    #expect(file.entries == expected.map { SettingsFile.Entry(name: $0.0, line: $0.1, value: $0.2) })
  }

  @Test("A file without settings", arguments: ["", "\n\n", "# nothing\n", "---\n", "---\n...\n", "\u{FEFF}"])
  func nothing(text: String) throws {
    #expect(try Self.read(text).entries == [])
  }

  @Test(
    "Lines may end as on Windows, and characters be of any script",
    arguments: ["a: x\r\nb: y\r\n", "\u{FEFF}a: x\nb: y"])
  func lines(text: String) throws {
    #expect(try Self.read(text).entries.map(\.line) == [1, 2])
    #expect(
      try Self.read("title: Überblick 週報 👩‍💻\n").entries[0].value == .text("Überblick 週報 👩‍💻", isFlag: false))
  }

  @Test(
    "What is no settings file is told with its line",
    arguments: [
      ("- a\n", "s.yml:1: this is not a setting; write 'name: value', or '- value' below a name"),
      (
        "a: 1\njust words\n", "s.yml:2: this is not a setting; write 'name: value', or '- value' below a name"
      ),
      ("a: 1\nb: 2\na: 3\n", "s.yml:3: 'a' stands here a second time; keep one of the two"),
      ("x:\n  a: 1\n  a: 2\n", "s.yml:3: 'a' stands here a second time; keep one of the two"),
      (
        "a: &x 1\nb: *x\n",
        "s.yml:1: an anchor or alias of YAML; write the value itself, in quotes if it begins with & or *"
      ),
      (
        "a: [b, *x]\n",
        "s.yml:1: an anchor or alias of YAML; write the value itself, in quotes if it begins with & or *"
      ),
      (
        "*x : 1\n",
        "s.yml:1: an anchor or alias of YAML; write the value itself, in quotes if it begins with & or *"
      ),
      ("a: [[b]]\n", "s.yml:1: a list within a value; write one value, or a list of values"),
      ("a: {b: c}\n", "s.yml:1: a list within a value; write one value, or a list of values"),
      ("a:\n  - - b\n", "s.yml:2: a list within a value; write one value, or a list of values"),
      ("a:\n  - b: c\n", "s.yml:2: a list within a value; write one value, or a list of values"),
      ("a: [b,\n  c]\n", "s.yml:1: a list ends on its line; write it as lines that begin with '- '"),
      ("a: b: c\n", "s.yml:1: a value with a colon before a space needs quotes; write name: \"value\""),
      ("a:\n  - b.c: [\n", "s.yml:2: a list within a value; write one value, or a list of values"),
      ("a: |\n  text\n", "s.yml:1: this is not a setting; write 'name: value', or '- value' below a name"),
      ("a: \"b\n", "s.yml:1: this is not a setting; write 'name: value', or '- value' below a name"),
      ("a: \"b\": [\n", "s.yml:1: this is not a setting; write 'name: value', or '- value' below a name"),
      ("a: 1\n---\nb: 2\n", "s.yml:2: a second document begins here; put all settings into one"),
      (
        "a: 1\n  b: 2\n",
        "s.yml:2: not YAML: mapping values are not allowed in this context; a setting is written 'name: value'"
      ),
      (
        "a: \"\\q\"\n",
        "s.yml:1: not YAML: found unknown escape character; a setting is written 'name: value'"
      ),
      // What YAML takes for the end of a line is not hidden in one.
      ("# \u{2028}a: [[\n", "s.yml:1: this is not a setting; write 'name: value', or '- value' below a name"),
      ("a: \u{0}\n", "s.yml:1: this is not a setting; write 'name: value', or '- value' below a name"),
      // An accent makes another character of the sign in front, not another sign.
      ("a: [\u{301}[\n", "s.yml:1: a list ends on its line; write it as lines that begin with '- '"),
    ])
  func fault(text: String, message: String) throws {
    let error = #expect(throws: SettingsFault.self) { try Self.read(text) }
    #expect(error?.description == message)
  }

  @Test("A file is read up to a bound, and as UTF-8 alone")
  func bounds() throws {
    let comment = "# " + String(repeating: "x", count: SettingsFile.maximumBytes - 2)
    #expect(try Self.read(comment).entries == [])
    #expect(
      #expect(throws: SettingsFault.self) { try Self.read(comment + "x") }?.description
        == "s.yml: it has over 64 KiB, which no settings need; name another file with --config")
    #expect(
      #expect(throws: SettingsFault.self) { try SettingsFile([0x61, 0xFF], path: "s.yml") }?.description
        == "s.yml: it is not UTF-8; save it as that")
  }

  @Test("What nests without end, or grows with every alias, ends at once")
  func bombs() throws {
    var laughs = "a0: &a0 lol\n"
    for level in 1...40 {
      laughs += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    let depth = SettingsFile.maximumBytes / 2 - 10
    for bomb in [
      laughs, "? " + laughs, "a: " + String(repeating: "[", count: depth),
      String(repeating: "- ", count: depth),
      "a:\n  " + String(repeating: "- ", count: depth), "a: " + String(repeating: "{a: ", count: depth / 2),
      "- \"x\": " + String(repeating: "[", count: depth), "\"a\": " + String(repeating: "[", count: depth),
      "a\u{301}: " + String(repeating: "[\u{301}", count: depth / 2), String(repeating: "? ", count: depth),
      "a: x # \u{85}" + String(repeating: "[", count: depth),
      "-\t" + String(repeating: "-\t", count: depth - 1),
    ] {
      #expect(throws: SettingsFault.self) { try Self.read(bomb) }
    }
    // As deep as indentation can go in so many bytes.
    let steps = (0..<340).map { String(repeating: " ", count: $0) + "n\($0):" }.joined(separator: "\n")
    #expect(try Self.read(steps).entries.count == 1)
  }
}
