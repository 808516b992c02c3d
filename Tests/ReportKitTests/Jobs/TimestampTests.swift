import Testing

@testable import ReportKit

@Suite struct TimestampTests {
  @Test(
    "Each spelling of ISO 8601 that is read",
    arguments: [
      ("2026-03-31T23:35:59Z", 1_775_000_159_000), ("2026-03-31T23:35:59.000Z", 1_775_000_159_000),
      ("2026-03-31T23:35:59.5Z", 1_775_000_159_500), ("2026-03-31T23:35:59,25Z", 1_775_000_159_250),
      ("2026-03-31T23:35:59.0019999999999Z", 1_775_000_159_001),
      ("2026-03-31T23:35:59", 1_775_000_159_000), ("2026-03-31 23:35:59z", 1_775_000_159_000),
      ("2026-03-31t23:35:59Z", 1_775_000_159_000), ("2026-03-31T23:35Z", 1_775_000_100_000),
      ("2026-04-01T01:35:59+02:00", 1_775_000_159_000), ("2026-04-01T01:35:59+0200", 1_775_000_159_000),
      ("2026-04-01T01:35:59+02", 1_775_000_159_000), ("2026-03-31T18:05:59-05:30", 1_775_000_159_000),
      ("2026-03-31T23:35:60Z", 1_775_000_159_000), ("2026-03-31", 1_774_915_200_000),
      ("2000-02-29", 951_782_400_000), ("1969-12-31T23:59:59.999Z", -1), ("1583-01-01", -12_212_553_600_000),
      ("0001-01-01T00:00:00Z", -62_135_596_800_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ])
  func reads(text: String, milliseconds: Int64) {
    #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
  }

  @Test(
    "What is no moment",
    arguments: [
      "", "yesterday", "1775000159", "2026-3-31", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31",
      "0000-01-01", "10000-01-01", "-2026-01-01", "2026-03-31T", "2026-03-31T24:00:00Z",
      "2026-03-31T23:60:00Z", "2026-03-31T23:35:61Z", "2026-03-31T23:35:59.Z", "2026-03-31T23",
      "2026-03-31T23:35:59+2:00", "2026-03-31T23:35:59+24:00", "2026-03-31T23:35:59+02:60",
      "2026-03-31T23:35:59 UTC", "2026-03-31T23:35:59ZZ", " 2026-03-31", "2026-03-31 ",
      "２０２６-03-31", "2026-03-31T23:35:59\0",
    ])
  func refuses(text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }

  @Test(
    "Written in UTC, with a fraction only where there is one",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (1_775_000_159_000, "2026-03-31T23:35:59Z"),
      (5, "1970-01-01T00:00:00.005Z"),
      (50, "1970-01-01T00:00:00.050Z"), (123, "1970-01-01T00:00:00.123Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (-86_400_000, "1969-12-31T00:00:00Z"), (-62_135_596_800_000, "0001-01-01T00:00:00Z"),
    ])
  func writes(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).iso8601 == text)
  }

  @Test("What is written is read as the same moment")
  func roundTrip() {
    for step in -2000...2000 as ClosedRange<Int64> {
      let moment = Timestamp(milliseconds: step * 27_182_818_284)
      #expect(Timestamp(iso8601: moment.iso8601) == moment)
    }
  }

  @Test(
    "Seconds are rounded down", arguments: [(0, 0), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2)])
  func seconds(milliseconds: Int64, seconds: Int64) {
    #expect(Timestamp(milliseconds: milliseconds).seconds == seconds)
  }

  @Test("Order and hours")
  func arithmetic() {
    let noon = Timestamp("2026-03-31T12:00:00Z")
    #expect(noon.adding(hours: 13).iso8601 == "2026-04-01T01:00:00Z")
    #expect(noon.adding(hours: -13).iso8601 == "2026-03-30T23:00:00Z")
    #expect(noon < noon.adding(hours: 1))
    #expect(Timestamp(seconds: 3) == Timestamp(milliseconds: 3000))
  }
}
