import Testing

@testable import ReportKit

@Suite struct SearchTests {
  private func file(_ name: String, _ jobs: String, timeZone: ReportTimeZone = .utc) throws -> String {
    try #require(try TestSite([jobs], timeZone: timeZone).texts()["assets/search/\(name).js"])
  }

  @Test("What results show: a line a job inside one raw template literal")
  func rows() throws {
    #expect(
      try file(
        "rows-0",
        #"""
        {"sessionId":"a","title":"A","branch":"b","createdAt":"1970-01-02T00:01:00Z","haultReason":"completed","userId":"user_1","pullRequestLink":"https://github.com/a/b/pull/1","todos":[{"content":"One","status":"completed"},{"content":"Two"}]}
        {"sessionId":"c","createdAt":"1970-01-03"}
        """#)
          == #"""
          jobreport("rows-0",String.raw`
          [1441,"completed",1,2,"jobs/1970-01/a","unknown","A","b","a",["b#1","https://github.com/a/b/pull/1"],["One","Two"],"","mintlify","","user_1","1970-W01"]
          [2880,"unknown",0,null,"jobs/1970-01/c","unknown","c","","c",[],[],"","mintlify","","","1970-W01"]
          `);

          """#)
  }

  @Test(
    "Nothing in a job ends the literal or acts in it",
    arguments: [
      ("`+alert(1)+`", #"\u0060+alert(1)+\u0060"#), ("${alert(1)}", #"\u0024{alert(1)}"#),
      ("</script>", #"\u003c/script>"#), (#"\"#, #"\\"#), ("\u{2028}x", #"⟦U+2028⟧x"#),
      ("a\u{202E}b", "a⟦U+202E⟧b"),
    ])
  func escaping(title: String, written: String) throws {
    var json: [UInt8] = []
    JSONString.write(title, into: &json)
    let job = "{\"sessionId\":\"a\",\"title\":\(json.text),\"subdomain\":\(json.text)}"
    let rows = try file("rows-0", job)
    #expect(rows.contains("\"\(written)\""), "\(rows)")
    #expect(rows.utf8.count { $0 == UInt8(ascii: "`") } == 2)
    let words = try file("words-0-0", job)
    #expect(words.utf8.count { $0 == UInt8(ascii: "`") } == 2, "\(words)")
    #expect(!words.contains { "$<\\\u{2028}".contains($0) }, "\(words)")
  }

  @Test("Times are those of the report's zone")
  func timeZone() throws {
    let zone = try #require(ReportTimeZone(named: "Europe/Berlin"))
    let rows = try file("rows-0", #"{"sessionId":"a","createdAt":"2026-07-31T23:30:00Z"}"#, timeZone: zone)
    #expect(rows.hasPrefix("jobreport(\"rows-0\",String.raw`\n[29759130,"))
  }

  @Test("The contents name where words are, and what jobs are told apart by")
  func contents() throws {
    let contents = try file(
      "index",
      #"{"sessionId":"a","createdAt":"2026-07-01","userId":"Jo Doe"} {"sessionId":"b","createdAt":"2026-08-01","subdomain":"docs"} {"sessionId":"c"}"#
    )
    #expect(
      contents.hasPrefix(#"jobreport("index",{"segments":[["words-0",0,3]],"rows":64,"statuses":[["unknown""#)
    )
    #expect(
      contents.contains(
        #""is":[],"agent":["mintlify"],"project":["docs"],"model":[],"by":["Jo Doe"],"week":["2026-W31","2026-W27"],"agents":{"#
      ), "\(contents)")
  }

  @Test("A word, and the places of the jobs that have it: in what the agent says, in a fact, in the name")
  func words() throws {
    let text = try file(
      "words-0-0",
      #"""
      {"sessionId":"id-1","title":"Fix","createdAt":"2026-07-01","messageToUser":"Done"}
      {"sessionId":"id-2","title":"Done","createdAt":"2026-07-02","haultReason":"completed","userId":"Jo Doe","messageToUser":"fix <!-- hidden --> fix","pullRequestLink":"https://github.com/a/b/pull/1"}
      """#)
    let lines = Set(text.split(separator: "\n"))
    for line in [
      "fix B,,A", "done A,,B", "#1 ,,B", ":by:Jo%20Doe ,B", ":status:completed ,B", ":week:2026-W27 ,AA",
      "id ,AA",
    ] {
      #expect(lines.contains(line[...]), "\(line) in \(text)")
    }
    #expect(!text.contains("hidden"))
  }

  @Test("A long value, and a long word of letters of four bytes, are found whole")
  func longWords() throws {
    let person = "Александр Константинов"
    let project = String(repeating: "文書", count: 60)
    let word = String(repeating: "\u{10330}", count: 32)
    let text = try file(
      "words-0-0",
      #"{"sessionId":"a","title":"A","subdomain":"\#(project)","userId":"\#(person)","messageToUser":"\#(word)x"}"#
    )
    let lines = Set(text.split(separator: "\n"))
    // As `encodeURIComponent` has it, which the search asks for.
    let name =
      "%D0%90%D0%BB%D0%B5%D0%BA%D1%81%D0%B0%D0%BD%D0%B4%D1%80%20"
      + "%D0%9A%D0%BE%D0%BD%D1%81%D1%82%D0%B0%D0%BD%D1%82%D0%B8%D0%BD%D0%BE%D0%B2"
    for line in [
      ":by:\(name) ,A", ":project:" + String(repeating: "%E6%96%87%E6%9B%B8", count: 60) + " ,A", "\(word) A",
    ] {
      #expect(lines.contains(line[...]), "\(line) in \(text)")
    }
  }

  @Test("No block of symbols has a letter, a number or a mark")
  func symbols() {
    let scalars = (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
    #expect(scalars.filter { FoldedLetters.isSymbol($0) && FoldedLetters.part($0) != .none } == [])
  }

  @Test("What is kept of common letters is what each is folded to")
  func commonLetters() {
    for scalar in (0x80...0x3FFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init) {
      var (kept, folded): ([Unicode.Scalar], [Unicode.Scalar]) = ([], [])
      FoldedLetters.each(of: scalar) { letter, part in
        kept.append(letter)
        #expect(part == FoldedLetters.part(letter))
      }
      FoldedLetters.folded(scalar) { folded.append($0) }
      #expect(kept == folded)
    }
  }

  @Test("A letter with marks without end is bounded")
  func marks() {
    var table = WordTable()
    table.add(("ก" + String(repeating: "\u{E49}", count: 5000) + "ก").utf8, of: 0, as: .text)
    #expect(table.pieces(1).lines.count < 300)
  }

  @Test("Full segments stay as they are while jobs are added behind them")
  func segments() {
    for (count, sizes) in [
      (0, []), (1, [1]), (512, [512]), (513, [512, 1]), (4095, [512, 512, 512, 512, 512, 512, 512, 511]),
      (4096, [4096]), (9000, [4096, 4096, 512, 296]),
    ] {
      let segments = SearchSegment.all(of: count)
      #expect(segments.map(\.jobs.count) == sizes)
      #expect(Set(segments.flatMap(\.filePaths)).count == segments.reduce(0) { $0 + 1 + $1.pieces })
    }
  }

  @Test(
    "A text is taken apart into words",
    arguments: [
      ("Fix `getUser()` in docs/a_b.md", ["fix", "getuser", "in", "docs", "a", "b", "md"]),
      ("Résumé STRAẞE ﬁle ＡＢ１", ["resume", "strasse", "file", "ab1"]),
      ("e\u{301}te", ["ete"]), ("İ Σίσυφος", ["i", "σισυφοσ"]),
      ("文書の検索", ["文書", "書の", "の検", "検索", "索"]), ("ﾍﾟﾝ pen", ["ヘ\u{309A}ン", "ン", "pen"]), ("字", ["字"]),
      ("½ ℃", ["1", "2", "c"]), (String(repeating: "x", count: 40), [String(repeating: "x", count: 32)]),
    ])
  func taking(text: String, words: [String]) {
    var table = WordTable()
    table.add(text.utf8, of: 0, as: .text)
    let lines = table.pieces(1).lines.text.split(separator: "\n").map { $0.dropLast(2) }
    #expect(Set(lines.map(String.init)) == Set(words))
  }

  @Test("Words of any length are kept, those of ASCII as those that are folded", arguments: 1...40)
  func lengths(count: Int) {
    let letters = String("Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0UvWxYzAb1Cd2".prefix(count))
    var table = WordTable()
    table.add("\(letters) é\(letters)".utf8, of: 0, as: .text)
    let lines = table.pieces(1).lines.text.split(separator: "\n")
    let words = [letters.lowercased(), "e" + letters.lowercased()].map { $0.prefix(32) + " A" }
    #expect(lines.map(String.init) == words.map(String.init))
  }

  @Test("Tables of one batch after the other give what one table gives")
  func batches() {
    let texts = (0..<200).map { "word\($0 % 7) and word\($0 % 31) of \($0)" }
    var whole = WordTable()
    var merged = WordTable()
    for start in stride(from: 0, to: 200, by: 32) {
      var batch = WordTable()
      for place in start..<min(start + 32, 200) {
        whole.add(texts[place].utf8, of: place, as: .text)
        batch.add(texts[place].utf8, of: place - start, as: .text)
      }
      merged.add(batch, at: start)
    }
    let (one, other) = (whole.pieces(4), merged.pieces(4))
    #expect(one.lines == other.lines)
    #expect(one.pieces.map(\.lines) == other.pieces.map(\.lines))
    #expect(one.pieces.map(\.first) == other.pieces.map(\.first))
  }

  @Test("Words are in the order in which scripts compare texts")
  func order() {
    let words = [
      "a", "aaaaaaaaz", "aaaaaaaa豈", "aaaaaaaa\u{10330}", "zebra", "ж", "文", "豈", "\u{10330}", "한",
    ]
    var table = WordTable()
    table.add(words.joined(separator: " ").utf8, of: 0, as: .text)
    let lines = table.pieces(1).lines.text.split(separator: "\n").map { String($0.dropLast(2)) }
    #expect(lines.count == words.count)
    #expect(lines == lines.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) })
  }

  @Test("Places are distances in digits of Base64")
  func places() {
    for (places, written) in [([], ""), ([0, 1, 2], "AAA"), ([31], "f"), ([32], "gB"), ([0, 4095], "A-_D")]
      as [([Int], String)]
    {
      var bytes: [UInt8] = []
      var list = PlaceList()
      for place in places { list.append(place, to: &bytes) }
      #expect(bytes.text == written)
    }
  }
}
