extension WordTable {
  /// What is known about a word.
  struct Entry {
    /// The first eight bytes.
    var head: UInt64
    /// Where the bytes behind these are, and how many numbers they are.
    var start: UInt32
    var length: UInt32
    var hash: UInt32
    /// How many jobs have it.
    private(set) var count: UInt32 = 0
    /// The last job that has it, by its place + 1.
    private var last: UInt16 = 0

    /// A word that no job has yet.
    init(head: UInt64, start: UInt32, length: UInt32, hash: UInt32) {
      (self.head, self.start, self.length, self.hash) = (head, start, length, hash)
    }

    /// Whether the job at a place is another one that has it.
    mutating func isNew(of place: Int) -> Bool {
      guard last != UInt16(place) + 1 else { return false }
      last = UInt16(place) + 1
      count += 1
      return true
    }
  }
}
