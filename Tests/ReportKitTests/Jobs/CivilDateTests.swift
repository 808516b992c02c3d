import Testing

@testable import ReportKit

@Suite struct CivilDateTests {
  /// A calendar that counts day by day.
  private struct DayCounter {
    var year: Int
    var month = 1
    var day = 1
    var weekday: Int

    private var isLeapYear: Bool {
      year.isMultiple(of: 400) || year.isMultiple(of: 4) && !year.isMultiple(of: 100)
    }

    private var daysOfMonth: Int {
      [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func step() {
      weekday = weekday % 7 + 1
      day += 1
      if day > daysOfMonth { (day, month) = (1, month + 1) }
      if month > 12 { (month, year) = (1, year + 1) }
    }
  }

  @Test(
    "Every day agrees with a calendar that counts them",
    arguments: [
      // Four centuries from the first day there is, then the years that jobs are of and the century's end.
      (first: -719_162, year: 1, weekday: 1, days: 146_500),
      (first: -29_219, year: 1890, weekday: 3, days: 80_500),
    ])
  func calendar(first: Int, year: Int, weekday: Int, days: Int) {
    var counter = DayCounter(year: year, weekday: weekday)
    for number in first..<first + days {
      let date = CivilDate(daysSince1970: number)
      let isRight =
        date.components == (counter.year, counter.month, counter.day) && date.weekday == counter.weekday
        && CivilDate(year: counter.year, month: counter.month, day: counter.day) == date
      guard isRight else {
        Issue.record("day \(number) is \(date), weekday \(date.weekday); expected \(counter)")
        return
      }
      counter.step()
    }
  }

  @Test(
    "Days that exist and days that do not",
    arguments: [
      ("2024-02-29", true), ("2026-02-29", false), ("2000-02-29", true), ("1900-02-29", false),
      ("2100-02-29", false),
      ("2026-01-31", true), ("2026-04-31", false), ("2026-06-30", true), ("2026-12-31", true),
      ("2026-12-32", false),
      ("2026-00-01", false), ("2026-01-00", false), ("2026-13-01", false), ("0001-01-01", true),
      ("0000-12-31", false), ("9999-12-31", true),
    ])
  func exists(text: String, exists: Bool) {
    #expect(CivilDate(text)?.description == (exists ? text : nil))
  }

  @Test(
    "What is no date",
    arguments: ["", "2026", "2026-1-1", "2026/01/01", "26-01-01", "2026-01-01T", "2026-01-01 ", "+026-01-01"])
  func refuses(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test("Days are added across months and years")
  func adding() throws {
    let date = try #require(CivilDate("2024-02-28"))
    #expect(date.adding(days: 2).description == "2024-03-01")
    #expect(date.adding(days: -59).description == "2023-12-31")
    #expect(date < date.adding(days: 1))
  }
}
