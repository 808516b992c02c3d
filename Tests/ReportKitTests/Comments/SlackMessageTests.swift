import Foundation
import Testing

@testable import ReportKit

/// The digest for Slack and for a mail.
@Suite struct SlackMessageTests {
  private func blocks(_ site: TestSite, _ change: (inout ReportOptions) -> Void = { _ in }) throws
    -> [[String: Any]]
  {
    let text = try CommentTests.text(of: site, for: .slack, change: change)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(text.hasSuffix("\n") && text.split(separator: "\n").count == 1)
    return try #require(object["blocks"] as? [[String: Any]])
  }

  private func texts(_ blocks: [[String: Any]]) -> [String] {
    blocks.flatMap { block in
      ([block["text"]].compactMap(\.self) + (block["fields"] as? [Any] ?? [])).compactMap {
        ($0 as? [String: Any])?["text"] as? String
      }
    }
  }

  @Test("Sentence, figures, causes with examples, and the way to the report")
  func whole() throws {
    let blocks = try blocks(try TestSite([GateTests.jobs])) { $0.reportURL = "https://r.example/" }
    #expect(
      texts(blocks) == [
        "Agent jobs", "2 of 6 jobs completed; 3 jobs need attention, 1 of them failed.\n20 – 24 Aug 2026",
        "*Jobs*\n6 (2 running)", "*Completed*\n2 (33 %)",
        "*Needs attention*\n3 (1 failed, 1 blocked, 1 other)",
        "*Pull requests*\n1", "*Todos done*\n0",
        "*Failed:* 1 job stopped on an error. Read the last message, then start the job again.\n• <https://r.example/jobs/2026-08/bad.html|Bad>",
        "*Blocked:* 1 job cannot reach the repository. Give the GitHub app access to the repository; then the job goes on.\n• <https://r.example/jobs/2026-08/stuck.html|Stuck>",
        "*Running:* 1 job runs for over 24 h. Look at it where it runs, and stop it if it hangs.\n• <https://r.example/jobs/2026-08/slow.html|Slow>",
        "<https://r.example/index.html|The whole report>",
      ])
    for block in blocks {
      for text in ([block["text"]].compactMap(\.self) + (block["fields"] as? [Any] ?? [])) {
        let text = try #require(text as? [String: Any])
        #expect(text["type"] as? String == "plain_text" || text["verbatim"] as? Bool == true)
      }
    }
  }

  @Test("Nothing in a title is a link, a mention or emphasis, and no text is longer than a block takes")
  func hostile() throws {
    let title =
      #"<!channel> <@U1> <https://evil.example|x> *b* & `c` "# + String(repeating: "é<", count: 4000)
    let jobs = (1...40).map {
      #"{"sessionId":"j\#($0)","title":"\#(title.replacing("\"", with: ""))","haultReason":"error"}"#
    }
    let texts = texts(
      try blocks(try TestSite([jobs.joined(separator: "\n")])) {
        $0.title = title
        $0.reportURL = "https://r.example/a|b/"
      })
    for text in texts.dropFirst() {
      #expect(text.utf16.count <= SlackMessage.limit)
      #expect(!text.contains("<!") && !text.contains("<@") && !text.contains("<https://evil"))
      #expect(!text.contains("*b*") && !text.contains("`c`"))
    }
    #expect(texts[0].count <= 150)
  }

  @Test("A mail is HTML that stands alone, with links that lead to the report")
  func mail() throws {
    let html = try CommentTests.text(of: try TestSite([GateTests.jobs]), for: .email) {
      $0.reportURL = "https://r.example/"
    }
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en\">\n"))
    #expect(html.contains("<strong>2 of 6 jobs completed; 3 jobs need attention, 1 of them failed.</strong>"))
    #expect(html.contains("<a href=\"https://r.example/jobs/2026-08/bad.html\" "))
    #expect(html.contains("<a href=\"https://github.com/acme/docs/pull/1\" "))
    let page = try HTMLPage(html)
    #expect(
      page.elements.allSatisfy { $0.attributes["src"] == nil && $0.name != "link" && $0.name != "script" })
  }
}
