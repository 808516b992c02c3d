/// Where in a text the line about a path is: numbers in the place of a string for each path, as there are three
/// paths for every job of a report.
///
/// Two paths may have one number. Who finds a line looks whether it is about the path, and of two such paths
/// one is not found, so that its page is made again.
struct PathIndex: Sendable {
  private var lines: [UInt64: UInt32] = [:]

  /// An index that so many lines will come into.
  init(room: Int) { lines.reserveCapacity(room) }

  /// Adds the line at an offset, about the path that is written so; of two lines about one path the last counts.
  mutating func add(_ path: ArraySlice<UInt8>, at offset: Int) {
    guard let offset = UInt32(exactly: offset) else { return }
    lines[SitePath.hash(path)] = offset
  }

  /// Where the line about a path may begin.
  func offset(of path: SitePath) -> Int? { lines[path.hash].map(Int.init) }
}
