import Foundation
import Testing

@testable import ReportKit

@Suite struct JSONLinesFormatTests {
  private func lines(of texts: [String]) throws -> [String] {
    let text = try #require(try TestSite(texts).texts()["data/jobs.jsonl"])
    #expect(text.isEmpty || text.hasSuffix("\n"))
    return text.split(separator: "\n").map(String.init)
  }

  @Test("A job with everything")
  func everything() throws {
    let lines = try lines(of: [
      #"""
      {"sessionId":"a","subdomain":"acme","title":"One <b>","branch":"acme/x","haultReason":"error",
       "pullRequestLink":"https://github.com/acme/docs/pull/1","createdAt":"2026-08-01T01:02:03.004Z",
       "messageToUser":"Line\nTwo","todos":[{"content":"x","status":"in_progress","priority":"high"},{"content":"y","status":"later"}]}
      """#,
      #"{"id":"a","status":"failed","model":"opus","archivedAt":"2026-08-02","source":{"repository":"https://github.com/acme/docs"}}"#,
    ])
    #expect(
      lines == [
        #"{"id":"a","provider":"mintlify","agent":"mintlify","detectedBy":null,"project":"acme","title":"One \u003cb>","status":"failed","statusRaw":"error","#
          + #""branch":"acme/x","repository":"https://github.com/acme/docs","model":"opus","requestedBy":null,"requestedByName":null,"#
          + #""createdAt":"2026-08-01T01:02:03.004Z","updatedAt":null,"endedAt":null,"archived":true,"#
          + #""archivedAt":"2026-08-02T00:00:00Z","url":null,"labels":null,"cost":null,"#
          + #""pullRequests":[{"url":"https://github.com/acme/docs/pull/1","label":"docs#1","state":null}],"pullRequestTexts":[],"#
          + #""todos":[{"content":"x","status":"in_progress","priority":"high"},"#
          + #"{"content":"y","status":"later","priority":null}],"todosFrom":null,"message":"Line\nTwo","unread":[],"page":"jobs/2026-08/a.html"}"#
      ])
  }

  @Test("Of a job that nothing is known of every key is there")
  func nothing() throws {
    #expect(
      try lines(of: [#"{"sessionId":"a"}"#]) == [
        #"{"id":"a","provider":"mintlify","agent":"mintlify","detectedBy":null,"project":null,"title":null,"status":"unknown","statusRaw":null,"#
          + #""branch":null,"repository":null,"model":null,"requestedBy":null,"requestedByName":null,"createdAt":null,"updatedAt":null,"endedAt":null,"#
          + #""archived":false,"archivedAt":null,"url":null,"labels":null,"cost":null,"pullRequests":[],"#
          + #""pullRequestTexts":[],"todos":null,"todosFrom":null,"message":null,"unread":[],"page":"jobs/undated/a.html"}"#
      ])
  }

  @Test("What a job carries comes back byte for byte, on one line")
  func roundTrip() throws {
    let text = "\u{1}\"\\/\u{7F}\u{2028}\u{2029}\u{202E}</script>&é😀\r\n\te\u{301}"
    var json: [UInt8] = []
    JSONString.write(text, into: &json)
    let lines = try lines(of: ["{\"sessionId\":\"a\",\"title\":\(json.text),\"messageToUser\":\(json.text)}"])
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect((object["title"] as? String).map { [UInt8]($0) } == [UInt8](text))
    #expect((object["message"] as? String).map { [UInt8]($0) } == [UInt8](text))
    #expect(!line.contains("<") && !line.unicodeScalars.contains("\u{2028}"))
  }

  @Test("A line a job, in the report's order, each leading to a page")
  func sample() throws {
    struct Line: Decodable {
      var id: String
      var page: String
    }
    let site = try TestSite.sample()
    let texts = try site.texts()
    let lines = try #require(texts["data/jobs.jsonl"]).split(separator: "\n")
      .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    #expect(lines.map { ID($0.id) } == site.report.jobs.map(\.key.id))
    #expect(lines.allSatisfy { texts[$0.page] != nil })
  }
}
