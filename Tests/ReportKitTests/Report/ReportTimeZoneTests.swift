import Foundation
import Testing

@testable import ReportKit

@Suite struct ReportTimeZoneTests {
  @Test(
    "The day and time of a moment, across both changes of the clock",
    arguments: [
      ("Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29 01:59"),
      ("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29 03:00"),
      ("Europe/Berlin", "2026-10-25T00:59:59Z", "2026-10-25 02:59"),
      ("Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25 02:00"),
      ("Europe/Berlin", "2026-08-23T21:59:59Z", "2026-08-23 23:59"),
      ("Europe/Berlin", "2026-08-23T22:00:00Z", "2026-08-24 00:00"),
      ("America/New_York", "2026-03-08T06:59:59Z", "2026-03-08 01:59"),
      ("America/New_York", "2026-03-08T07:00:00Z", "2026-03-08 03:00"),
      ("America/New_York", "2026-11-01T05:59:59Z", "2026-11-01 01:59"),
      ("America/New_York", "2026-11-01T06:00:00Z", "2026-11-01 01:00"),
      ("America/New_York", "2026-01-01T04:59:59Z", "2025-12-31 23:59"),
      ("Asia/Kathmandu", "2026-01-01T18:15:00Z", "2026-01-02 00:00"),
      ("Etc/GMT+2", "2026-07-01T01:00:00Z", "2026-06-30 23:00"),
      ("UTC", "2026-03-29T00:00:00Z", "2026-03-29 00:00"),
      ("UTC", "1969-12-31T23:59:59.999Z", "1969-12-31 23:59"),
    ])
  func local(name: String, moment: String, local: String) throws {
    let zone = try #require(ReportTimeZone(named: name))
    let moment = try #require(Timestamp(iso8601: moment))
    let clock = DateWords(zone).moment(moment).suffix(5)
    #expect("\(zone.date(of: moment)) \(clock)" == local)
  }

  @Test(
    "A day begins at its first moment",
    arguments: [
      ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z"),
      ("Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00Z"),
      ("Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00Z"),
      ("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z"),
      ("America/New_York", "2026-03-09", "2026-03-09T04:00:00Z"),
      ("America/New_York", "2026-11-02", "2026-11-02T05:00:00Z"),
      // The clock skips midnight, it is midnight twice, and a whole day is skipped.
      ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"),
      ("Africa/Cairo", "2024-04-26", "2024-04-25T22:00:00Z"),
      ("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z"),
      ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
      ("UTC", "2026-03-29", "2026-03-29T00:00:00Z"),
    ])
  func start(name: String, day: String, moment: String) throws {
    let zone = try #require(ReportTimeZone(named: name))
    #expect(zone.start(of: try #require(CivilDate(day))).iso8601 == moment)
  }

  @Test(
    "Days meet without a gap from 2000 to 2040",
    arguments: [
      "Europe/Berlin", "America/New_York", "Africa/Cairo", "America/Havana", "America/Sao_Paulo",
      "Australia/Lord_Howe", "Asia/Beirut",
    ])
  func seamless(name: String) throws {
    let zone = try #require(ReportTimeZone(named: name))
    let first = try #require(CivilDate("2000-01-01"))
    let last = try #require(CivilDate("2039-12-31"))
    for number in first.daysSince1970...last.daysSince1970 {
      let day = CivilDate(daysSince1970: number)
      let start = zone.start(of: day)
      guard zone.date(of: start) == day, zone.date(of: Timestamp(milliseconds: start.milliseconds - 1)) < day
      else {
        Issue.record("\(day) does not begin at \(start.iso8601)")
        return
      }
    }
  }

  @Test(
    "Every offset agrees with Foundation",
    arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
  func foundation(name: String) throws {
    let zone = try #require(ReportTimeZone(named: name))
    let oracle = try #require(TimeZone(identifier: name))
    for hour in stride(from: 0 as Int64, to: 40 * 365 * 24, by: 7) {
      let seconds = 946_684_800 + hour * 3600
      let expected = oracle.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
      guard zone.offset(at: Timestamp(seconds: seconds)) == expected else {
        Issue.record(
          "at \(Timestamp(seconds: seconds).iso8601): \(zone.offset(at: Timestamp(seconds: seconds))), expected \(expected)"
        )
        return
      }
    }
  }

  @Test(
    "Names of UTC, and names of the database in any case",
    arguments: [
      ("UTC", "UTC"), ("utc", "UTC"), ("GMT", "UTC"), ("Z", "UTC"), ("Etc/UTC", "UTC"), ("etc/utc", "UTC"),
      ("Europe/Berlin", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"),
      ("AMERICA/ARGENTINA/BUENOS_AIRES", "America/Argentina/Buenos_Aires"), ("EST5EDT", "EST5EDT"),
      ("est5edt", "EST5EDT"), ("EST", "EST"), ("CET", "CET"), ("japan", "Japan"),
      ("US/Eastern", "US/Eastern"),
      ("us/eastern", "US/Eastern"), ("Etc/GMT+2", "Etc/GMT+2"), ("etc/gmt+2", "Etc/GMT+2"),
    ])
  func names(name: String, shown: String) {
    #expect(ReportTimeZone(named: name)?.name == shown)
  }

  @Test(
    "What is no name of the database",
    arguments: [
      "", "CEST", "PST", "Factory", "Berlin", "+02:00", "GMT+2", "UTC+2", "local", "Europe/Nowhere",
      "Europe/",
      "/Europe/Berlin", "../Europe/Berlin",
      "../../../etc/hostname", "Europe/Berlin ",
    ])
  func unknown(name: String) {
    #expect(ReportTimeZone(named: name) == nil)
  }

  @Test("A zone that names a rule has the rule's summer time")
  func rule() throws {
    let zone = try #require(ReportTimeZone(named: "EST5EDT"))
    #expect(zone.offset(at: Timestamp("2026-01-01T00:00:00Z")) == -5 * 3600)
    #expect(zone.offset(at: Timestamp("2026-07-01T00:00:00Z")) == -4 * 3600)
    #expect(ReportTimeZone(named: "EST")?.offset(at: Timestamp("2026-07-01T00:00:00Z")) == -5 * 3600)
  }

  @Test(
    "What is meant by a name that there is not",
    arguments: [
      ("Berlin", "Europe/Berlin"), ("Europe/Berlim", "Europe/Berlin"), ("europa/berlin", "Europe/Berlin"),
      ("New York", "America/New_York"), ("PST", "America/Los_Angeles"), ("CEST", "Europe/Paris"),
      ("Mars/Olympus", nil), ("", nil), ("+02:00", nil), (String(repeating: "x", count: 1000), nil),
    ])
  func suggestions(name: String, meant: String?) {
    #expect(ReportTimeZone.suggestion(for: name) == meant)
  }
}
