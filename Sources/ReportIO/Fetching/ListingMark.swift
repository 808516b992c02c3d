import Hashing
import ReportKit

/// What a job is told from others by: its id, byte by byte; without one, all of its bytes.
struct ListingMark: Hashable {
  private let digest: (UInt64, UInt64)
  let isID: Bool

  init(_ element: ListingPage.Element) {
    let id = element.id
    isID = id != nil
    // Of any length, and a great many of them.
    let hash = SHA256.hash(id.map { Array($0.bytes) } ?? element.bytes).bytes
    func word(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    digest = (word(hash.prefix(8)), word(hash.dropFirst(8).prefix(8)))
  }

  static func == (left: ListingMark, right: ListingMark) -> Bool {
    left.digest == right.digest && left.isID == right.isID
  }

  func hash(into hasher: inout Hasher) { hasher.combine(digest.0) }
}
