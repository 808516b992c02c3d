import Testing

@testable import ReportKit

@Suite struct SearchTests {
  private func month(_ jobs: String, timeZone: ReportTimeZone = .utc) throws -> String {
    let texts = try TestSite([jobs], timeZone: timeZone).texts()
    return try #require(
      texts.first { $0.key.hasPrefix("assets/search/") && !$0.key.hasSuffix("index.js") }?.value)
  }

  @Test("A line a job inside one raw template literal")
  func rows() throws {
    #expect(
      try month(
        #"""
        {"sessionId":"a","title":"A","branch":"b","createdAt":"1970-01-02T00:01:00Z","haultReason":"completed","pullRequestLink":"https://github.com/a/b/pull/1","todos":[{"content":"One","status":"completed"},{"content":"Two"}]}
        {"sessionId":"c","createdAt":"1970-01-03"}
        """#)
          == #"""
          jobreport("1970-01",String.raw`
          [1441,"completed",1,2,"","","A","b","a",["b#1","https://github.com/a/b/pull/1"],["One","Two"],"status:completed"]
          [2880,"unknown",0,null,"","","c","","c",[],[],"status:unknown"]
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
    let file = try month("{\"sessionId\":\"a\",\"title\":\(json.text)}")
    #expect(file.contains("\"\(written)\""), "\(file)")
    #expect(file.utf8.count { $0 == UInt8(ascii: "`") } == 2)
  }

  @Test("Times are those of the report's zone, in the month of the job's page")
  func timeZone() throws {
    let zone = try #require(ReportTimeZone(named: "Europe/Berlin"))
    let file = try month(#"{"sessionId":"a","createdAt":"2026-07-31T23:30:00Z"}"#, timeZone: zone)
    #expect(file.hasPrefix("jobreport(\"2026-08\",String.raw`\n[29759130,"))
  }

  @Test("The contents name the months, the newest first")
  func contents() throws {
    let texts = try TestSite([
      #"{"sessionId":"a","createdAt":"2026-07-01"} {"sessionId":"b","createdAt":"2026-08-01"} {"sessionId":"c"}"#
    ]).texts()
    #expect(
      try #require(texts["assets/search/index.js"]).hasPrefix(
        #"jobreport("index",{"months":["2026-08","2026-07","undated"],"projects":["unknown"],"weeks":[["2026-W31",29751840],["2026-W27",29711520]],"#
      ))
    for month in ["2026-08", "2026-07", "undated"] { #expect(texts["assets/search/\(month).js"] != nil) }
  }
}
