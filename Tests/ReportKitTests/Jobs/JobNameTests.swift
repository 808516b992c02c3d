import Testing

@testable import ReportKit

@Suite struct JobNameTests {
  @Test(
    "The title, else the branch in words, else the first line of the message, else the branch, else the id",
    arguments: [
      (#""title":"Title","branch":"fix-links","messageToUser":"Message""#, "Title"),
      (#""branch":"mintlify/fix-links","messageToUser":"Message""#, "Fix links"),
      (#""title":"Title","messageToUser":"Message","branch":"branch""#, "Title"),
      (#""title":" ","messageToUser":"Message","branch":"branch""#, "Message"),
      (#""title":null,"messageToUser":"","branch":"branch""#, "branch"),
      (#""messageToUser":" \n\t\n","branch":"branch""#, "branch"),
      (#""branch":"""#, "the-id"), ("", "the-id"),
    ])
  func fallbacks(members: String, name: String) throws {
    #expect(try Job("{\"haulted\":true\(members.isEmpty ? "" : ",")\(members)}", id: "the-id").name == name)
  }

  @Test(
    "A branch in words goes without the name of the agent, a time and a mark",
    arguments: [
      ("mintlify/fix-broken-links-8a7f2c", "Fix broken links"), ("devin/1734567890-add_search", "Add search"),
      ("copilot/add-docs-for-v2", "Add docs for v2"), ("feature/api/rate-limits", "Api rate limits"),
      ("update-node-20", "Update node 20"), ("claude/session-011CUtq", "Text"), ("cursor/x-1a2b", "Text"),
      ("main", "Text"), ("release/2026", "Text"), ("/", "Text"),
    ])
  func branch(branch: String, name: String) throws {
    #expect(try Job("{\"branch\":\"\(branch)\",\"messageToUser\":\"Text\"}").name == name)
  }

  @Test(
    "The first line of a message goes without the Markdown that opens it",
    arguments: [
      (#"# Done\n\nText"#, "Done"), (#"\n\n  ## *Done* with `x`\r\n"#, "Done with x"),
      (#"- [x] One"#, "[x] One"),
      (#"---\nText"#, "Text"), (#"```\ncode\n```"#, "code"), (#"> quoted"#, "quoted"),
      (#"1. First"#, "1. First"),
      (#"<b>bold</b>"#, "<b>bold</b>"), (#"**\n*\n"#, "branch"),
    ])
  func firstLine(message: String, name: String) throws {
    #expect(try Job("{\"branch\":\"branch\",\"messageToUser\":\"\(message)\"}").name == name)
  }

  @Test("Only the first 20 lines of a message are looked at")
  func farLine() throws {
    func job(_ breaks: Int) throws -> Job {
      let rules = String(repeating: "---\\n", count: breaks)
      return try Job("{\"branch\":\"branch\",\"messageToUser\":\"\(rules)Text\"}")
    }
    #expect(try job(19).name == "Text")
    #expect(try job(20).name == "branch")
  }

  @Test("A title is cut behind 300 characters", arguments: ["x", "é", "😀"])
  func longTitle(character: String) throws {
    func name(_ count: Int) throws -> String {
      try Job("{\"haulted\":true,\"title\":\"\(String(repeating: character, count: count))\"}").name
    }
    #expect(try name(300) == String(repeating: character, count: 300))
    #expect(try name(301) == String(repeating: character, count: 300) + "…")
  }

  @Test(
    "The line of a message is cut behind 160 characters, never inside of one",
    arguments: ["x", "é", "😀", "🇩🇪", "क्षि"])
  func longLine(character: String) throws {
    func name(_ count: Int) throws -> String {
      try Job("{\"messageToUser\":\"\(String(repeating: character, count: count))\\nmore\"}").name
    }
    #expect(try name(160) == String(repeating: character, count: 160))
    #expect(try name(161) == String(repeating: character, count: 160) + "…")
  }

  @Test("A name of few but huge characters is cut, too", arguments: ["messageToUser", "title"])
  func hugeCharacters(member: String) throws {
    let huge = String(repeating: "\u{301}", count: 4000)
    #expect(try Job("{\"haulted\":true,\"\(member)\":\"Cafe\(huge)\"}").name == "Caf…")
    let name = try Job("{\"haulted\":true,\"\(member)\":\"Ca\(huge) fe\(huge) x\(huge)\"}").name
    #expect(name.hasSuffix("…") && name.utf8.count < 5000)
  }
}
