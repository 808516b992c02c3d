import Foundation
import Testing

@testable import ReportKit

@Suite struct WeekTests {
  @Test(
    "The week of a day, also at the ends of years",
    arguments: [
      ("2026-08-24", "2026-W35"), ("2026-08-23", "2026-W34"), ("2026-01-01", "2026-W01"),
      ("2025-12-28", "2025-W52"),
      ("2025-12-29", "2026-W01"), ("2026-12-31", "2026-W53"), ("2027-01-03", "2026-W53"),
      ("2027-01-04", "2027-W01"),
      ("2021-01-03", "2020-W53"), ("2022-01-02", "2021-W52"), ("2024-12-30", "2025-W01"),
      ("2000-01-01", "1999-W52"),
      ("0001-01-01", "0001-W01"), ("9999-12-31", "9999-W52"),
    ])
  func weekOfDay(day: String, week: String) throws {
    #expect(WeekID(containing: try #require(CivilDate(day))).description == week)
  }

  @Test("Every day agrees with Foundation's ISO 8601 calendar")
  func foundation() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for day in -5_000..<25_000 {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date)
      let week = WeekID(containing: CivilDate(daysSince1970: day))
      guard week.year == parts.yearForWeekOfYear, week.week == parts.weekOfYear,
        (week.monday.daysSince1970...week.sunday.daysSince1970).contains(day), week.monday.weekday == 1
      else {
        Issue.record("day \(day) is in \(week); expected \(parts)")
        return
      }
    }
  }

  @Test(
    "A week before the first year that dates are read in has a place of its own",
    arguments: [(-719_163, "0000-W52", "0000-12-31"), (-719_170, "0000-W51", "0000-12-24")])
  func yearZero(day: Int, week: String, sunday: String) {
    let id = WeekID(containing: CivilDate(daysSince1970: day))
    #expect(id.description == week)
    #expect(id.sunday.description == sunday)
  }

  @Test(
    "What is read as a week",
    arguments: [
      ("2026-W34", "2026-W34"), ("2026-w34", "2026-W34"), ("2026-W01", "2026-W01"), ("2026-W53", "2026-W53"),
      ("2025-W53", nil), ("2026-W00", nil), ("9999-W51", "9999-W51"), ("9999-W52", nil), ("2026-W54", nil),
      ("2026-W1", nil), ("2026W34", nil),
      ("26-W34", nil),
      ("2026-34", nil), ("0000-W01", nil), ("2026-W34 ", nil), ("last", nil), ("", nil),
    ] as [(String, String?)])
  func parse(text: String, week: String?) {
    #expect(WeekID(text)?.description == week)
  }

  @Test(
    "Neighbours, across years too",
    arguments: [
      ("2026-W34", "2026-W33", "2026-W35"), ("2026-W01", "2025-W52", "2026-W02"),
      ("2026-W53", "2026-W52", "2027-W01"),
    ])
  func neighbours(text: String, previous: String, next: String) throws {
    let week = try #require(WeekID(text))
    #expect(week.previous.description == previous)
    #expect(week.next.description == next)
    #expect(week.previous < week && week < week.next)
  }

  @Test("Monday and Sunday")
  func days() throws {
    let week = try #require(WeekID("2026-W53"))
    #expect(week.monday.description == "2026-12-28")
    #expect(week.sunday.description == "2027-01-03")
  }

  @Test(
    "A text that is written as a week tells how many its year has",
    arguments: [
      ("2026-W60", 53), ("2025-W53", 52), ("2026-w5", 53), ("2026-W", 53), ("2026-W100", 53), ("next", nil),
      ("0000-W01", nil), ("2026-W3x", nil), ("2026", nil), ("", nil),
    ] as [(String, Int?)])
  func year(text: String, weeks: Int?) {
    #expect(WeekID.year(ofText: text)?.weeks == weeks)
  }

  @Test(
    "A job that had ended when it was first seen, ended in the week that it started in",
    arguments: [
      // Within a day the look itself is taken for the end.
      ("2026-08-20T14:00:00Z", "2026-08-20T20:00:00Z", "2026-W34"),
      ("2026-08-23T22:00:00Z", "2026-08-24T09:00:00Z", "2026-W35"),
      ("2026-08-17T08:00:00Z", "2026-08-23T23:00:00Z", "2026-W34"),
      ("2026-08-17T08:00:00Z", "2026-08-24T09:00:00Z", "2026-W34"),
      ("2026-07-01T08:00:00Z", "2026-08-23T23:00:00Z", "2026-W27"),
    ])
  func endedWithoutATime(started: String, seen: String, week: String) throws {
    let site = try TestSite(
      [#"[{"sessionId":"a","haultReason":"completed","createdAt":"\#(started)"}]"#],
      times: [Timestamp(iso8601: seen)])
    #expect(site.report.weeks.first { !$0.ended.isEmpty }?.id.description == week)
  }
}
