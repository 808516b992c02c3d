import Testing

@testable import ReportKit

@Suite struct CSVFormatTests {
  @Test(
    "One cell",
    arguments: [
      ("", ""), ("plain é 😀", "plain é 😀"), ("a'b", "a'b"), ("a b", "a b"), (" =1", " =1"),
      ("a,b", "\"a,b\""), ("a;b", "\"a;b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("a\nb", "\"a\nb\""),
      ("a\r\nb", "\"a\r\nb\""),
      ("\"", "\"\"\"\""),
      // What a spreadsheet would run.
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("=", "'="),
      ("\t=1", "\"'\t'=1\""),
      ("\r=1", "\"'\r'=1\""),
      (
        "=HYPERLINK(\"https://evil.example\",\"x\")",
        "\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\""
      ),
      // Behind what is left out, too.
      ("\u{1}=1", "'=1"), ("\0\u{1F}@x", "'@x"), ("\u{7F}-1", "'-1"), ("\u{1B}\t=1", "\"'\t'=1\""),
      // In full width, and behind what other spreadsheets take for the end of a cell.
      ("\u{FF1D}1+1", "\"'\u{FF1D}1+1\""), ("\u{FF0B}1", "\"'\u{FF0B}1\""), ("\u{FF0D}1", "\"'\u{FF0D}1\""),
      ("\u{FF20}x", "\"'\u{FF20}x\""), ("a\u{FF1D}1", "a\u{FF1D}1"), (";=1+1;", "\";'=1+1;\""),
      ("a;b;-c", "\"a;b;'-c\""), ("\n=1", "\"'\n'=1\""), ("\nx", "\"'\nx\""), ("x\n@y", "\"x\n'@y\""),
      ("x\t+y", "\"x\t'+y\""), ("x\r\n\u{FF1D}y", "\"x\r\n'\u{FF1D}y\""), ("a; =1", "\"a; =1\""),
      (",=1", "\",=1\""), (";\u{1}=1", "\";'=1\""),
      ("a\u{1}b\u{1B}[31mc\u{7F}", "ab[31mc"), ("\u{1}", ""), ("a=1", "a=1"), ("1-2", "1-2"),
    ])
  func cell(text: String, cell: String) {
    var bytes = [UInt8](",")
    CSVFormat.write(text, into: &bytes)
    #expect(bytes.text == "," + cell)
  }

  @Test("A header and a row a job, which read back as they were")
  func file() throws {
    let rows = try rows(of: [
      #"""
      {"sessionId":"a","subdomain":"acme","title":"One, \"two\"\r\nthree","branch":"=x","haultReason":"completed",
       "pullRequestLink":"https://github.com/acme/docs/pull/1","createdAt":"2026-08-01T01:02:03.004Z",
       "messageToUser":"not here","todos":[{"content":"x","status":"completed"},{"content":"y","status":"pending"}]}
      """#,
      #"{"id":"a","status":"archived","model":"opus","archivedAt":"2026-08-02","source":{"repository":"https://github.com/acme/docs"}}"#,
      #"{"sessionId":"b","haulted":true}"#,
    ])
    #expect(
      rows[0] == [
        "id", "provider", "project", "title", "status", "statusRaw", "branch", "repository", "model",
        "createdAt",
        "archivedAt", "pullRequest", "todosDone", "todosTotal", "page", "agent", "detectedBy",
        "requestedBy", "updatedAt", "endedAt", "url", "labels", "costUSD", "costACU", "costTokens",
        "requestedByName",
      ])
    #expect(
      rows[1] == [
        "b", "mintlify", "acme", "", "unknown", "", "", "", "", "", "", "", "", "", "jobs/undated/b.html",
        "mintlify", "", "", "", "", "", "", "", "", "", "",
      ])
    #expect(
      rows[2] == [
        "a", "mintlify", "acme", "One, \"two\"\r\nthree", "completed", "completed", "'=x",
        "https://github.com/acme/docs",
        "opus", "2026-08-01T01:02:03.004Z", "2026-08-02T00:00:00Z", "https://github.com/acme/docs/pull/1",
        "1", "2",
        "jobs/2026-08/a.html", "mintlify", "", "", "", "", "", "", "", "", "", "",
      ])
    #expect(rows.count == 3)
  }

  @Test("A report without jobs has the header alone")
  func empty() throws {
    #expect(try rows(of: ["[]"]).count == 1)
  }

  private func rows(of texts: [String]) throws -> [[String]] {
    let csv = try #require(try TestSite(texts).texts()["data/jobs.csv"])
    #expect(csv.hasSuffix("\r\n"))
    return try CSVTable(csv).rows
  }
}
