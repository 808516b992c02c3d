/// Finds the host or mail address that a text names, to tell a link that leads to another one.
///
/// A text is read as a person reads it: what cannot be seen is not there, and a letter that looks like one of
/// ASCII is that letter. It names the host of a URL, one that begins with `www.`, one that ends in a top-level domain,
/// an IPv4 address, and the host of a mail address, wherever they stand in it.
struct LinkDisguise {
  /// What a character reads as: one of ASCII, in lower case, or one of these.
  private enum Reading {
    static let letter: UInt8 = 0x80
    /// A letter of a script that stands right beside words of others.
    static let wordless: UInt8 = 0x81
  }

  private let scalars: [Unicode.Scalar]
  private let reading: [UInt8]
  /// Where the link leads: a host without `www.` and the dot of the root, the local part of a mail address, a path.
  private let host: [UInt8]
  private let local: [UInt8]?
  private let path: [UInt8]

  /// What to show behind a link: its host, or its mail address, when its text names another one; nil when it names
  /// none or the same.
  static func uncovered(
    _ destination: UnsafeBufferPointer<UInt8>, behind text: some Collection<UInt8>
  ) -> [UInt8]? {
    guard text.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") || $0 >= 0x80 }) else {
      return nil
    }
    let shown: [UInt8]
    if let host = LinkPolicy.host(destination) {
      shown = Array(host)
    } else if let address = destination.dropping(prefix: "mailto:") {
      shown = Array(address)
    } else {
      return nil
    }
    let disguise = LinkDisguise(String(decoding: text, as: UTF8.self), over: destination)
    return disguise.namesAnother ? shown : nil
  }

  private init(_ text: String, over destination: UnsafeBufferPointer<UInt8>) {
    var scalars: [Unicode.Scalar] = []
    var reading: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let ascii = LookAlike.ascii(scalar) {
        reading.append(ascii)
      } else if Visible.isInvisible(scalar) || scalar.properties.generalCategory == .nonspacingMark {
        continue
      } else if scalar.properties.isAlphabetic {
        reading.append(Script.standsBesideWords(scalar) ? Reading.wordless : Reading.letter)
      } else {
        reading.append(0x20)
      }
      scalars.append(scalar)
    }
    self.scalars = scalars
    self.reading = reading
    if let host = LinkPolicy.host(destination) {
      self.host = Self.normalized(host)
      local = nil
      path = destination[host.endIndex...].prefix { !"?#".utf8.contains($0) }.map(\.lowercased)
    } else {
      let address = (destination.dropping(prefix: "mailto:") ?? destination[...]).map(\.lowercased)
      let at = address.lastIndex(of: UInt8(ascii: "@")) ?? address.startIndex
      host = Self.normalized(address[at...].dropFirst())
      local = Array(address[..<at])
      path = []
    }
  }

  private static func normalized(_ host: some Collection<UInt8>) -> [UInt8] {
    var host = host.map(\.lowercased)
    while host.last == UInt8(ascii: ".") { host.removeLast() }
    if host.starts(with: "www.".utf8) { host.removeFirst(4) }
    return host
  }

  private var namesAnother: Bool {
    var index = 0
    /// What comes before belongs to something else.
    var floor = 0
    while index < reading.count {
      guard Self.isHostCharacter(reading[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < reading.count, Self.isHostCharacter(reading[index]) { index += 1 }
      let next = index < reading.count ? reading[index] : 0x20
      let isURL =
        start > 1 && reading[start - 1] == UInt8(ascii: "/") && reading[start - 2] == UInt8(ascii: "/")
      if next == UInt8(ascii: "@"), !isURL { continue }
      guard let name = hostName(start..<index, isURL: isURL) else { continue }
      if name != host || !hasLocal(behind: floor, before: start) { return true }
      floor = index
      // The rest of a URL.
      if "/?#:".utf8.contains(next) {
        while index < reading.count, reading[index] > 0x20 { index += 1 }
        floor = index
      }
    }
    return false
  }

  private static func isHostCharacter(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte >= 0x80 || ".-_".utf8.contains(byte)
  }

  /// Whether the local part in front of the host of a mail address, if there is one, is that of the link.
  private func hasLocal(behind floor: Int, before host: Int) -> Bool {
    guard let local, host > floor, reading[host - 1] == UInt8(ascii: "@") else { return true }
    var start = host - 1
    while start > floor, reading[start - 1].isAlphanumeric || ByteSet.address.contains(reading[start - 1]) {
      start -= 1
    }
    return start == host - 1 || reading[start..<host - 1].elementsEqual(local)
  }

  /// The host that a run of characters is, as it would be compared; nil when it reads as none.
  private func hostName(_ run: Range<Int>, isURL: Bool) -> [UInt8]? {
    var run = run
    while let first = run.first, ".-_".utf8.contains(reading[first]) { run.removeFirst() }
    while let last = run.last, ".-_".utf8.contains(reading[last]) { run.removeLast() }
    // A word of a script without spaces may stand right before and behind.
    let period = UInt8(ascii: ".")
    let firstEnd = reading[run].firstIndex(of: period) ?? run.upperBound
    if let word = reading[run.lowerBound..<firstEnd].lastIndex(of: Reading.wordless), word + 1 < firstEnd {
      run = word + 1..<run.upperBound
    }
    let lastStart = reading[run].lastIndex(of: period).map { $0 + 1 } ?? run.lowerBound
    if let word = reading[lastStart..<run.upperBound].firstIndex(of: Reading.wordless), word > lastStart {
      run = run.lowerBound..<word
    }
    let labels = reading[run].split(separator: period, omittingEmptySubsequences: false).map(\.indices)
    guard let last = labels.last, labels.allSatisfy({ !$0.isEmpty }) else { return nil }
    let name = Array(reading[run])
    if !isURL, !name.starts(with: "www.".utf8), !isAddress(labels) {
      guard labels.count > 1, isDomain(last, of: name, at: run.lowerBound) else { return nil }
    }
    return Self.normalized(name)
  }

  /// An IPv4 address.
  private func isAddress(_ labels: [Range<Int>]) -> Bool {
    labels.count == 4
      && labels.allSatisfy { label in
        label.count < 4 && reading[label].allSatisfy(\.isDigit)
          && UInt8(String(decoding: reading[label], as: UTF8.self)) != nil
      }
  }

  /// Whether the last label of a name is a top-level domain, and the name not that of a file in the path of the link.
  private func isDomain(_ label: Range<Int>, of name: [UInt8], at start: Int) -> Bool {
    let text =
      reading[label].contains { $0 >= 0x80 }
      ? String(String.UnicodeScalarView(scalars[label])).lowercased()
      : String(decoding: reading[label], as: UTF8.self)
    guard TopLevelDomains.contains(text) else { return false }
    guard TopLevelDomains.endsFiles(text) else { return true }
    let isInPath = start > 0 && reading[start - 1] == UInt8(ascii: "/")
    return !isInPath && !path.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual(name) }
  }
}

extension LinkDestination {
  /// Whether a text names another host than the link leads to, so that it would mislead.
  public func isDisguised(by name: String) -> Bool {
    var text = text
    return text.withUTF8 { LinkDisguise.uncovered($0, behind: name.utf8) != nil }
  }
}
