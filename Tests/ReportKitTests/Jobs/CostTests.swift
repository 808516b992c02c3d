import Testing

@testable import ReportKit

/// What a job used up, from an answer to a page and to data.
@Suite struct CostTests {
  @Test(
    "Amounts in data and for a person",
    arguments: [
      ("0", Cost.Unit.usd, "0", "$0.00"), ("4.2", .usd, "4.2", "$4.20"), ("12", .usd, "12", "$12.00"),
      ("0.004", .usd, "0.004", "$0.004"), ("1e2", .usd, "100", "$100.00"), ("3.5", .acu, "3.5", "3.5 ACUs"),
      ("1", .acu, "1", "1 ACU"), ("1.0", .acu, "1", "1 ACU"), ("0.1000004", .acu, "0.1", "0.1 ACUs"),
      ("0.0000015", .acu, "0.000002", "0.000002 ACUs"), ("36170", .tokens, "36170", "36170 tokens"),
      ("1", .tokens, "1", "1 token"), ("999999999999", .tokens, "999999999999", "999999999999 tokens"),
    ])
  func amounts(text: String, unit: Cost.Unit, number: String, words: String) throws {
    let cost = try #require(Cost(text, unit))
    #expect(cost.number == number)
    #expect(cost.words == words)
    #expect(Cost(cost.number, unit) == cost)
  }

  @Test("What is no amount", arguments: ["", "x", "-1", "-0.5", "1e12", "nan", "inf", "1e999", "0x"])
  func noAmounts(text: String) { #expect(Cost(text, .usd) == nil) }

  @Test("Costs of a line, and what of them cannot be read")
  func lines() throws {
    func job(_ cost: String) throws -> Job {
      try TestSite([#"{"id":"a","provider":"own","status":"completed","cost":\#(cost)}"#]).job(at: 0)
    }
    let both = try job(#"[{"amount":0.1,"unit":"usd"},{"amount":"7","unit":"tokens"}]"#)
    #expect(both.cost == [Cost("0.1", .usd), Cost("7", .tokens)])
    #expect(both.unread.isEmpty)
    for none in ["null", "[]"] { #expect(try job(none).cost.isEmpty && job(none).unread.isEmpty) }
    for (cost, reason) in [
      ("7", "'cost' is a number, not a list"),
      ("[7]", "'cost', item 1, is a number, not an object"),
      (#"[{"amount":-1,"unit":"usd"}]"#, #"'cost', item 1: 'amount' is no amount: "-1""#),
      (
        #"[{"amount":1,"unit":"eur"}]"#,
        #"'cost', item 1: 'unit' is "eur", not another one of usd, acu, tokens"#
      ),
      (
        #"[{"amount":1,"unit":"acu"},{"amount":1,"unit":"acu"}]"#,
        #"'cost', item 2: 'unit' is "acu", not another one of usd, acu, tokens"#
      ),
    ] { #expect(try job(cost).unread.map(\.reason) == [reason]) }
  }

  @Test("A page, a line and a row have the cost")
  func shown() throws {
    let line =
      #"{"id":"a","provider":"own","status":"completed","cost":[{"amount":1.5,"unit":"acu"},{"amount":2,"unit":"usd"}]}"#
    let texts = try TestSite([line]).texts()
    #expect(try #require(texts["jobs/undated/a.md"]).contains("- **Cost:** 1.5 ACUs, $2.00\n"))
    #expect(
      try #require(texts["data/jobs.jsonl"]).contains(
        #""cost":[{"amount":1.5,"unit":"acu"},{"amount":2,"unit":"usd"}]"#))
    #expect(try #require(texts["data/jobs.csv"]).hasSuffix(",2,1.5,,\r\n"))
  }
}
