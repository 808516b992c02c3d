/// The lines of a text with line feeds only, counted from 1, without their ends.
struct SourceLines {
  let text: UnsafeBufferPointer<UInt8>
  private var starts: [Int] = [0]

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
    starts.reserveCapacity(text.count / 16 + 4)
    var index = text.index(of: UInt8(ascii: "\n"), from: 0)
    while index < text.count {
      starts.append(index + 1)
      index = text.index(of: UInt8(ascii: "\n"), from: index + 1)
    }
  }

  var count: Int { starts.count }

  func line(_ number: Int) -> UnsafeBufferPointer<UInt8> {
    guard number >= 1, number <= starts.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    let end = number < starts.count ? starts[number] - 1 : text.count
    return UnsafeBufferPointer(rebasing: text[starts[number - 1]..<end])
  }

  func start(_ number: Int) -> Int { number <= starts.count ? starts[number - 1] : text.count }
}
