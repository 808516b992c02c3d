import Testing

@testable import ReportKit

@Suite struct PointInTimeTests {
  @Test(
    "Days back are whole days of the zone",
    arguments: [
      ("0d", "2026-08-24"), ("1d", "2026-08-23"), ("7d", "2026-08-17"), ("2w", "2026-08-10"),
      ("2026-08-01", "2026-08-01"), ("36500d", "1926-09-18"), ("36501d", nil), ("99999999999999999999d", nil),
      ("d", nil), ("w", nil), ("7", nil), ("-7d", nil), ("7 d", nil), ("7m", nil), ("7h", nil), ("", nil),
      ("2026-02-30", nil),
    ] as [(String, String?)])
  func days(text: String, day: String?) throws {
    let zone = try #require(ReportTimeZone(named: "Pacific/Auckland"))
    // 24 August there.
    let now = try #require(Timestamp(iso8601: "2026-08-23T13:00:00Z"))
    let expected = try day.map { PointInTime.day(try #require(CivilDate($0))) }
    #expect(PointInTime(text, now: now, zone: zone) == expected)
  }

  @Test("A time is in the zone where it names none")
  func times() throws {
    let zone = try #require(ReportTimeZone(named: "Europe/Berlin"))
    for (text, moment) in [
      ("2026-08-17T09:00", "2026-08-17T07:00:00Z"), ("2026-08-17T09:00:00Z", "2026-08-17T09:00:00Z"),
      ("2026-08-17T09:00+01:00", "2026-08-17T08:00:00Z"),
    ] {
      let time = try #require(Timestamp(iso8601: moment))
      #expect(PointInTime(text, now: time, zone: zone) == .time(time))
    }
  }
}
