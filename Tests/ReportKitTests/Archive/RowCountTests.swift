import Testing

@testable import ReportKit

/// How many rows a table has, and which.
@Suite struct RowCountTests {
  private static func digest(_ byte: UInt8) -> [UInt8] { Array(repeating: byte, count: 32) }

  @Test func theOrderOfRowsDoesNotMatterAndWhatGoesLeavesNothing() {
    var one = RowCount(of: "answers")
    var other = RowCount(of: "answers")
    for byte: UInt8 in [1, 2, 3] { one.add(Self.digest(byte)) }
    for byte: UInt8 in [3, 1, 9, 2] { other.add(Self.digest(byte)) }
    #expect(one != other)
    other.remove(Self.digest(9))
    #expect(one == other && one.digest == other.digest)
    #expect(one.rows == 3)
  }

  @Test func oneRowInThePlaceOfAnotherIsAnotherCount() {
    var one = RowCount(of: "answers")
    var other = RowCount(of: "answers")
    one.add(Self.digest(1))
    other.add(Self.digest(2))
    #expect(one.rows == other.rows && one.digests != other.digests)
  }

  @Test func itsOwnHashCoversEveryColumn() {
    let count = RowCount(of: "answers", rows: 1, digests: Self.digest(7))
    for changed in [
      RowCount(of: "runs", rows: 1, digests: Self.digest(7)),
      RowCount(of: "answers", rows: 2, digests: Self.digest(7)),
      RowCount(of: "answers", rows: 1, digests: Self.digest(6)),
    ] {
      #expect(changed.digest != count.digest)
    }
  }
}
