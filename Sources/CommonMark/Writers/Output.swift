/// What text is written to, behind what stands there: an `OutputBuffer`, or an array that lives on.
typealias Output = ByteOutput & ~Copyable

protocol ByteOutput: ~Copyable {
  var count: Int { get }
  var last: UInt8? { get }
  subscript(index: Int) -> UInt8 { get }
  mutating func append(_ byte: UInt8)
  mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>)
  mutating func insert(_ byte: UInt8, at index: Int)
  @discardableResult mutating func removeLast() -> UInt8
}

extension ByteOutput where Self: ~Copyable {
  /// Adds a literal.
  @inline(__always)
  mutating func append(literal: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func append(contentsOf bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    append(contentsOf: UnsafeBufferPointer(rebasing: bytes))
  }

  mutating func append(contentsOf bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  /// Adds a number in decimal digits.
  mutating func append(number: some BinaryInteger) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digits: UInt(number.magnitude))
  }

  private mutating func append(digits number: UInt) {
    if number > 9 { append(digits: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  mutating func append(_ byte: UInt8, times count: Int) {
    for _ in 0..<count { append(byte) }
  }
}

extension [UInt8]: ByteOutput {}

/// The bytes of one document that is being written. An array would look at every `append` whether it is shared,
/// and call for a few bytes what is made to copy many; a document is made of short pieces.
///
/// Memory is safe: `count` is never more than `capacity`, every byte below it has been written, and the pointer is
/// freed once, at the end, since there are no copies of the buffer and nothing else keeps the pointer.
struct OutputBuffer: ByteOutput, ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  var array: [UInt8] { withUnsafeBufferPointer(Array.init) }

  var last: UInt8? { count > 0 ? start[count - 1] : nil }

  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    return start[index]
  }

  func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: start, count: count))
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.baseAddress else { return }
    if bytes.count > capacity - count { grow(by: bytes.count) }
    (start + count).initialize(from: first, count: bytes.count)
    count += bytes.count
  }

  @discardableResult mutating func removeLast() -> UInt8 {
    let last = self[count - 1]
    count -= 1
    return last
  }

  mutating func insert(_ byte: UInt8, at index: Int) {
    precondition(index >= 0 && index <= count)
    append(byte)
    (start + index + 1).update(from: start + index, count: count - index - 1)
    start[index] = byte
  }

  /// Takes away all from an index on.
  mutating func removeAll(from index: Int) {
    precondition(index >= 0 && index <= count)
    count = index
  }

  // Where bytes are added there is no place for what is seldom done.
  @inline(never)
  private mutating func grow(by needed: Int) {
    let larger = max(capacity * 2, count + needed)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.initialize(from: start, count: count)
    start.deallocate()
    start = moved
    capacity = larger
  }
}
