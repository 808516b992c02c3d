import Testing

@testable import ReportKit

@Suite struct AnswerSplitterTests {
  /// The shapes of saved answers, each with what comes out of it.
  static let shapes: [(name: String, text: String, events: [String])] = [
    (
      "a list answer", #"{"allSessions": [{"id":1}, {"id":2}]}"#,
      [#"list 1 at 17: {"id":1}"#, #"list 1 at 27: {"id":2}"#]
    ),
    ("a list answer without jobs", #"{"allSessions": [ ]}"#, []),
    (
      "members before and after the list",
      #"{"a":{"allSessions":[0]},"allSessions":[{"id":1}],"b":[2],"c":"x"}"#,
      [#"list 1 at 40: {"id":1}"#]
    ),
    (
      "a list of jobs", "[{\"id\":1},\n{\"id\":2}]\n",
      [#"list 1 at 1: {"id":1}"#, #"list 1 at 11: {"id":2}"#]
    ),
    ("an empty list", " [] ", []),
    (
      "a list with what is no job", #"[1, "a", null, [{}]]"#,
      ["list 1, items 1...3: a number", "list 2 at 16: {}"]
    ),
    ("one job", #" {"id": 1} "#, [#"at 1: {"id": 1}"#]),
    (
      "one job on several lines", "{\n  \"id\": 1,\n  \"todos\": []\n}\n",
      ["at 0: {\n  \"id\": 1,\n  \"todos\": []\n}"]
    ),
    ("an object without members", "{}", ["at 0: {}"]),
    (
      "JSON Lines", "{\"id\":1}\n{\"id\":2}\r\n\n{\"id\":3}",
      [#"at 0: {"id":1}"#, #"at 9: {"id":2}"#, #"at 20: {"id":3}"#]
    ),
    (
      "what is no JSON behind jobs in their lines", "{\"id\":1}\n{\"id\":2} }\n{\"id\":3}}",
      [
        #"at 0: {"id":1}"#, #"at 9: {"id":2}"#, "line 2: an object or a list expected at byte 9",
        #"at 20: {"id":3}"#, "line 3: an object or a list expected at byte 8",
      ]
    ),
    (
      "several values in one file",
      "{\"allSessions\":[{\"id\":1}]}\n[{\"id\":2}]{\"id\":3} {\"allSessions\":[{\"id\":4}]}",
      [
        #"list 1 at 16: {"id":1}"#, #"list 2 at 28: {"id":2}"#, #"at 37: {"id":3}"#,
        #"list 3 at 62: {"id":4}"#,
      ]
    ),
    (
      "the name of the list inside a job",
      #"{"message":"{\"allSessions\":[]}","nested":{"allSessions":[{}]}}"#,
      [#"at 0: {"message":"{\"allSessions\":[]}","nested":{"allSessions":[{}]}}"#]
    ),
    ("no list under the name of the list", #"{"allSessions":null,"next":null}"#, []),
    (
      "another value under the name of the list", #"{"allSessions":0}"#, [#"at 0: {"allSessions":0}"#]
    ),
    (
      "list answers in a list",
      #"[{"allSessions":[{"id":1}],"a":0}, {"b":[], "allSessions": [ {"id":2}, 3 ]}, {"id":4}]"#,
      [
        #"list 2 at 17: {"id":1}"#, #"list 3 at 61: {"id":2}"#, "list 3, items 2...2: a number",
        #"list 1 at 77: {"id":4}"#,
      ]
    ),
    (
      "list answers without a list in a list", #"[{"allSessions":null},{"allSessions":[]},{"id":1}]"#,
      [#"list 1 at 41: {"id":1}"#]
    ),
    (
      "lists of lists", #"[[{"id":1},{"id":2}], [[{"id":3}]], [] , {"id":4}, [5,6]]"#,
      [
        #"list 2 at 2: {"id":1}"#, #"list 2 at 11: {"id":2}"#, #"list 4 at 24: {"id":3}"#,
        #"list 1 at 41: {"id":4}"#, "list 6, items 1...2: a number",
      ]
    ),
    (
      "a list of lists that was cut", #"[[{"id":1}],[{"id":2}"#,
      [
        #"list 2 at 2: {"id":1}"#, #"list 3 at 13: {"id":2}"#,
        "error: it ends in the middle of a value, at byte 21",
      ]
    ),
    (
      "a broken job in a list answer in a list", #"[{"allSessions":[{"id":tru},{"id":2}]}]"#,
      [#"list 2 at 17: {"id":tru}"#, #"list 2 at 28: {"id":2}"#]
    ),
    ("a byte order mark", "\u{FEFF}[{\"id\":1}]", [#"list 1 at 4: {"id":1}"#]),
    ("nothing", "", []), ("white space", " \n\t\r\n", []), ("a byte order mark alone", "\u{FEFF}", []),
    (
      "a broken line among JSON Lines", "{\"id\":1}\n{\"id\":2\n{\"id\":3}\n",
      [#"at 0: {"id":1}"#, "line 2: ',' or '}' expected at byte 8", #"at 17: {"id":3}"#]
    ),
    (
      "lines of a log among JSON Lines", "{\"id\":1}\n[INFO] done\n[2026-08-24 09:00] x\n{\"id\":3}\n[1,2",
      [
        #"at 0: {"id":1}"#, "line 2: a value expected at byte 1", "line 3: ',' or ']' expected at byte 5",
        #"at 42: {"id":3}"#, "line 5: it ends in the middle of a value, at byte 4",
      ]
    ),
    (
      "a broken first line", "oops\n{\"id\":1}\n",
      ["line 1: an object or a list expected at byte 0", #"at 5: {"id":1}"#]
    ),
    (
      "broken lines that follow each other", "{\"id\":1}\n\nnot\n\njson\n{\"id\":2}\nend\n",
      [
        #"at 0: {"id":1}"#, "lines 3–5: an object or a list expected at byte 0", #"at 20: {"id":2}"#,
        "line 7: an object or a list expected at byte 0",
      ]
    ),
    (
      "a last line that was cut", "{\"id\":1}\n{\"id\":",
      [#"at 0: {"id":1}"#, "line 2: it ends in the middle of a value, at byte 6"]
    ),
    (
      "what follows a list", "[{\"id\":1}]\nbye",
      [#"list 1 at 1: {"id":1}"#, "line 2: an object or a list expected at byte 0"]
    ),
    ("HTML", "<!doctype html>\n<title>Log in</title>\n", ["error: an object or a list expected at byte 0"]),
    ("a bare word", "null", ["error: an object or a list expected at byte 0"]),
    ("a job that was cut", #"{"id":1,"title":"A"#, ["error: it ends in the middle of a value, at byte 18"]),
    (
      "a job on several lines that was cut",
      "{\n  \"id\": 1,\n  \"todos\": [\n    {\n      \"content\": \"x\"\n    },\n",
      ["error: it ends in the middle of a value, at byte 60"]
    ),
    (
      "a list that was cut", #"[{"id":1},{"id":2"#,
      [#"list 1 at 1: {"id":1}"#, "error: it ends in the middle of a value, at byte 17"]
    ),
    (
      "a list answer that was cut behind its list", #"{"allSessions":[{"id":1}],"next":"#,
      [#"list 1 at 16: {"id":1}"#, "error: it ends in the middle of a value, at byte 33"]
    ),
    (
      "a list with a comma too many", #"[{"id":1},]"#,
      [#"list 1 at 1: {"id":1}"#, "error: a value expected at byte 10"]
    ),
    (
      "a list without a comma", "[{\"id\":1}\n{\"id\":2}]",
      [#"list 1 at 1: {"id":1}"#, "error: ',' or ']' expected at byte 10"]
    ),
    (
      "a list answer with nonsense behind its list", #"{"allSessions":[{"id":1}] oops}"#,
      [#"list 1 at 16: {"id":1}"#, "error: ',' or '}' expected at byte 26"]
    ),
  ]

  @Test("What comes out of each shape", arguments: shapes.map(\.name))
  func shape(name: String) throws {
    let shape = try #require(Self.shapes.first { $0.name == name })
    #expect(events(of: [[UInt8](shape.text)]) == shape.events)
  }

  @Test("Where reading stops between two chunks changes nothing", arguments: shapes.map(\.name))
  func chunks(name: String) throws {
    let shape = try #require(Self.shapes.first { $0.name == name })
    let bytes = [UInt8](shape.text)
    for split in bytes.indices {
      let chunks = [Array(bytes[..<split]), Array(bytes[split...])]
      #expect(events(of: chunks) == shape.events, "split at byte \(split)")
    }
    #expect(events(of: bytes.map { [$0] }) == shape.events, "byte by byte")
  }

  @Test("A job comes out as soon as it is whole")
  func early() throws {
    var splitter = AnswerSplitter()
    splitter.feed([UInt8](#"{"allSessions":[{"id":1},"#))
    #expect(try splitter.next() == .answer(bytes: [UInt8](#"{"id":1}"#), offset: 16, list: 1, item: 1))
    #expect(try splitter.next() == nil)
    splitter.feed([UInt8](#"{"id":2}]}"#))
    #expect(try splitter.next() == .answer(bytes: [UInt8](#"{"id":2}"#), offset: 25, list: 1, item: 2))
    #expect(try splitter.next() == nil)
  }

  @Test(
    "What never ends is an error before it fills the memory", arguments: ["\0", "x", "[\"", "{\"a\":[1,"])
  func endless(beginning: String) {
    var splitter = AnswerSplitter(longest: 1000)
    splitter.feed([UInt8]("{\"id\":1}\n\(beginning)".utf8))
    #expect(throws: JSONError(offset: 9, reason: .tooLong(1000))) {
      for _ in 0..<20 {
        splitter.feed([UInt8](repeating: UInt8(ascii: "1"), count: 100))
        while try splitter.next() != nil {}
      }
    }
  }

  @Test("What is too deep costs its line")
  func tooDeep() {
    let deep = String(repeating: "[", count: 300)
    let text = "{\"id\":1}\n{\"id\":\(deep)\n{\"id\":2}\n"
    #expect(
      events(of: [[UInt8](text)]) == [
        #"at 0: {"id":1}"#, "line 2: more than 200 levels deep at byte 206", #"at 316: {"id":2}"#,
      ])
  }

  @Test("What is too deep in a list costs itself, in a list of lists as well")
  func tooDeepInList() {
    let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    #expect(
      events(of: [[UInt8]("[{\"id\":1},{\"id\":2,\"x\":\(deep)},{\"id\":3}]")]) == [
        #"list 1 at 1: {"id":1}"#, #"list 1 at 10: {"id":2,"x":\#(deep)}"#, #"list 1 at 624: {"id":3}"#,
      ])
    // So many lists are entered; what stands in the last is one item.
    #expect(
      events(of: [[UInt8]("[\(deep),{\"id\":3}]")]) == [
        "list 32, items 1...1: a list", #"list 1 at 602: {"id":3}"#,
      ])
  }

  @Test("A run of items that are no jobs is one event")
  func others() {
    let numbers = repeatElement("1", count: 100_000).joined(separator: ",")
    #expect(
      events(of: [[UInt8]("[\(numbers),{\"id\":1},2]")]) == [
        "list 1, items 1...100000: a number", #"list 1 at 200001: {"id":1}"#,
        "list 1, items 100002...100002: a number",
      ])
  }

  private func events(of chunks: [[UInt8]]) -> [String] {
    var splitter = AnswerSplitter()
    var events: [String] = []
    do {
      for chunk in chunks {
        splitter.feed(chunk)
        while let event = try splitter.next() { events.append(words(for: event)) }
      }
      splitter.finish()
      while let event = try splitter.next() { events.append(words(for: event)) }
    } catch {
      events.append("error: \(error)")
    }
    return events
  }

  private func words(for event: AnswerSplitter.Event) -> String {
    switch event {
    case .answer(let bytes, let offset, 0, _): "at \(offset): \(bytes.text)"
    case .answer(let bytes, let offset, let list, _): "list \(list) at \(offset): \(bytes.text)"
    case .others(let items, let list, let kind): "list \(list), items \(items): \(kind.rawValue)"
    case .badLines(let lines, let error) where lines.count == 1: "line \(lines.lowerBound): \(error)"
    case .badLines(let lines, let error): "lines \(lines.lowerBound)–\(lines.upperBound): \(error)"
    }
  }
}
