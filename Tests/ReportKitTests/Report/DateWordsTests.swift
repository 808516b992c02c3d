import Testing

@testable import ReportKit

@Suite struct DateWordsTests {
  @Test(
    "Ranges say each part once",
    arguments: [
      ("2026-08-17", "2026-08-23", "17 – 23 Aug 2026"), ("2026-07-27", "2026-08-02", "27 Jul – 2 Aug 2026"),
      ("2026-12-28", "2027-01-03", "28 Dec 2026 – 3 Jan 2027"), ("2026-08-17", "2026-08-17", "17 Aug 2026"),
      ("2025-08-17", "2026-08-17", "17 Aug 2025 – 17 Aug 2026"),
      ("2026-01-01", "2026-12-31", "1 Jan – 31 Dec 2026"),
    ])
  func range(first: String, last: String, words: String) throws {
    #expect(DateWords.range(try #require(CivilDate(first)), try #require(CivilDate(last))) == words)
  }

  @Test("Every month")
  func months() {
    let words = (1...12).compactMap { CivilDate(year: 2026, month: $0, day: $0) }.map(DateWords.day)
    #expect(
      words == [
        "1 Jan 2026", "2 Feb 2026", "3 Mar 2026", "4 Apr 2026", "5 May 2026", "6 Jun 2026", "7 Jul 2026",
        "8 Aug 2026",
        "9 Sep 2026", "10 Oct 2026", "11 Nov 2026", "12 Dec 2026",
      ])
  }

  @Test(
    "A moment, with its offset where asked",
    arguments: [
      ("UTC", "2026-08-21T22:34:59Z", "21 Aug 2026, 22:34", "21 Aug 2026, 22:34 UTC", "21 August"),
      (
        "Europe/Berlin", "2026-08-21T22:34:59Z", "22 Aug 2026, 00:34", "22 Aug 2026, 00:34 UTC+2", "22 August"
      ),
      ("Europe/Berlin", "2026-01-05T08:00:00Z", "5 Jan 2026, 09:00", "5 Jan 2026, 09:00 UTC+1", "5 January"),
      ("America/New_York", "2026-03-03T03:00:00Z", "2 Mar 2026, 22:00", "2 Mar 2026, 22:00 UTC−5", "2 March"),
      (
        "Asia/Kathmandu", "2026-01-01T00:00:00Z", "1 Jan 2026, 05:45", "1 Jan 2026, 05:45 UTC+5:45",
        "1 January"
      ),
      (
        "America/St_Johns", "2026-01-01T12:00:00Z", "1 Jan 2026, 08:30", "1 Jan 2026, 08:30 UTC−3:30",
        "1 January"
      ),
    ])
  func moment(zone: String, moment: String, words: String, withZone: String, day: String) throws {
    let dateWords = DateWords(try #require(ReportTimeZone(named: zone)))
    let moment = try #require(Timestamp(iso8601: moment))
    #expect(dateWords.moment(moment) == words)
    #expect(dateWords.momentAndZone(moment) == withZone)
    #expect(dateWords.dayAndMonth(moment) == day)
  }
}
