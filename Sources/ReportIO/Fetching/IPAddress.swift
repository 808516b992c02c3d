/// An IP address by its bytes, read strictly: four decimal numbers, or RFC 4291's forms of IPv6.
enum IPAddress: Equatable {
  case v4([UInt8])
  case v6([UInt8])

  init?(_ text: String) {
    if let bytes = IPAddress.v4Bytes(Substring(text)) {
      self = .v4(bytes)
    } else if let bytes = IPAddress.v6Bytes(text) {
      self = .v6(bytes)
    } else {
      return nil
    }
  }

  /// Its bytes, the most significant first.
  var bytes: [UInt8] {
    switch self {
    case .v4(let bytes), .v6(let bytes): bytes
    }
  }

  /// Whether the first `length` bits are those of `network`, an address of the same kind.
  func isIn(_ network: IPAddress, length: Int) -> Bool {
    let (mine, theirs) = (bytes, network.bytes)
    guard mine.count == theirs.count, (0...mine.count * 8).contains(length) else { return false }
    for bit in stride(from: 0, to: length, by: 8) {
      let kept = min(8, length - bit)
      let mask = UInt8(truncatingIfNeeded: 0xFF00 >> kept)
      if mine[bit / 8] & mask != theirs[bit / 8] & mask { return false }
    }
    return true
  }

  private static func v4Bytes(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      // A leading zero means octal to some readers.
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        part == "0" || !part.hasPrefix("0"), let byte = UInt8(part)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func v6Bytes(_ text: String) -> [UInt8]? {
    guard let gap = text.firstRange(of: "::") else {
      let bytes = groups(Substring(text))
      return bytes?.count == 16 ? bytes : nil
    }
    let (left, right) = (text[..<gap.lowerBound], text[gap.upperBound...])
    guard let head = left.isEmpty ? [] : groups(left), let tail = right.isEmpty ? [] : groups(right),
      head.count + tail.count <= 14
    else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  private static func groups(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains("."), let tail = v4Bytes(part) {
        bytes += tail
        continue
      }
      guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16), !part.hasPrefix("+")
      else { return nil }
      bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
    }
    return bytes
  }
}
