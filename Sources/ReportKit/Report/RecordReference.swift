/// Where the bytes of an answer are kept until they are needed.
public struct RecordReference: Sendable, Hashable {
  /// Which source of the run it came from.
  public var source: Int32
  /// Which list of that source, negative for an answer that stood in none; two records with one id in one
  /// list are worth a word.
  public var list: Int32
  /// Where it begins in its source, in bytes; of an archive, the number of its row.
  public var offset: Int64
  /// Its length in bytes.
  public var length: Int32
  /// What a person finds it by: its number in its list or, outside of one, the line it begins in, from 1;
  /// 0 where neither means anything.
  public var number: Int32

  /// A reference.
  public init(source: Int32, list: Int32, offset: Int64, length: Int32, number: Int32 = 0) {
    self.source = source
    self.list = list
    self.offset = offset
    self.length = length
    self.number = number
  }

  /// Whether both answers stood in the same list.
  func isInList(of other: RecordReference) -> Bool {
    list >= 0 && list == other.list && source == other.source
  }

  /// Whether both answers stood in the same file, and in no list there, as lines do.
  func isBeside(_ other: RecordReference) -> Bool {
    list < 0 && other.list < 0 && number > 0 && other.number > 0 && source == other.source
  }
}
