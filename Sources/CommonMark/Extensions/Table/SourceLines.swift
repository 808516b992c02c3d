/// The lines of a text, counted from 1, without their ends.
struct SourceLines {
  let text: UnsafeBufferPointer<UInt8>
  private var starts: [Int] = [0]
  private var ends: [Int] = []

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      ends.append(index - 1)
      if byte == 0x0D, index < text.count, text[index] == 0x0A { index += 1 }
      starts.append(index)
    }
    ends.append(text.count)
  }

  var count: Int { starts.count }

  func line(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    guard number >= 1, number <= starts.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(rebasing: text[starts[number - 1]..<ends[number - 1]])
  }

  func start(_ number: Int) -> Int { number <= starts.count ? starts[number - 1] : text.count }
}
