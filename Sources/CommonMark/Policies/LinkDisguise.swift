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

  private let reading: [UInt8]
  /// The characters that were read; none where they all are ASCII.
  private var scalars: [Unicode.Scalar] = []
  private let destination: UnsafeBufferPointer<UInt8>
  /// Where the link leads: a host without `www.` and the dot of the root, and the local part of a mail address.
  private let host: Slice<UnsafeBufferPointer<UInt8>>
  private let local: Slice<UnsafeBufferPointer<UInt8>>?

  /// What to show behind a link: its host, or its mail address, when its text names another one; nil when it names
  /// none or the same.
  static func uncovered(
    _ destination: UnsafeBufferPointer<UInt8>, behind text: some Collection<UInt8>
  ) -> [UInt8]? {
    var isASCII = true
    var mayName = false
    for byte in text {
      if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") { mayName = true }
      if byte >= 0x80 { isASCII = false }
    }
    guard mayName || !isASCII, let disguise = LinkDisguise(text, isASCII: isASCII, over: destination),
      disguise.namesAnother
    else { return nil }
    return Array(LinkPolicy.host(destination) ?? destination.dropping(prefix: "mailto:") ?? destination[...])
  }

  private init?(
    _ text: some Collection<UInt8>, isASCII: Bool, over destination: UnsafeBufferPointer<UInt8>
  ) {
    self.destination = destination
    if let host = LinkPolicy.host(destination) {
      self.host = Self.bare(host)
      local = nil
    } else if let address = destination.dropping(prefix: "mailto:"),
      let at = address.lastIndex(of: UInt8(ascii: "@"))
    {
      host = Self.bare(address[(at + 1)...])
      local = address[..<at]
    } else {
      return nil
    }
    guard !isASCII else {
      reading = text.map(\.lowercased)
      return
    }
    var reading: [UInt8] = []
    reading.reserveCapacity(text.count)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if let ascii = LookAlike.ascii(scalar) {
        reading.append(ascii)
      } else if InvisibleText.isInvisible(scalar) || scalar.properties.generalCategory == .nonspacingMark {
        continue
      } else if scalar.properties.isAlphabetic {
        reading.append(Script.standsBesideWords(scalar) ? Reading.wordless : Reading.letter)
      } else {
        reading.append(0x20)
      }
      scalars.append(scalar)
    }
    self.reading = reading
  }

  /// A host without what stands before or behind it and changes nothing.
  private static func bare(_ host: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var host = host
    while host.last == UInt8(ascii: ".") { host.removeLast() }
    return host.prefix(4).elementsEqual("www.".utf8, by: { $0.lowercased == $1 }) ? host.dropFirst(4) : host
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
      var hasPeriod = false
      while index < reading.count, Self.isHostCharacter(reading[index]) {
        if reading[index] == UInt8(ascii: ".") { hasPeriod = true }
        index += 1
      }
      let next = index < reading.count ? reading[index] : 0x20
      let isURL =
        start > 1 && reading[start - 1] == UInt8(ascii: "/") && reading[start - 2] == UInt8(ascii: "/")
      guard hasPeriod || isURL, next != UInt8(ascii: "@") || isURL,
        let name = host(in: start..<index, isURL: isURL)
      else { continue }
      if !isTarget(name) || !hasLocal(behind: floor, before: start) { return true }
      // The rest of a URL.
      if "/?#:".utf8.contains(next) { while index < reading.count, reading[index] > 0x20 { index += 1 } }
      floor = index
    }
    return false
  }

  private static func isHostCharacter(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte >= 0x80 || isMark(byte)
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private func isTarget(_ name: Range<Int>) -> Bool {
    reading[name].elementsEqual(host) { $0 == $1.lowercased }
  }

  /// Whether the local part in front of the host of a mail address, if there is one, is that of the link.
  private func hasLocal(behind floor: Int, before host: Int) -> Bool {
    guard let local, host > floor, reading[host - 1] == UInt8(ascii: "@") else { return true }
    var start = host - 1
    while start > floor, reading[start - 1].isAlphanumeric || ByteSet.address.contains(reading[start - 1]) {
      start -= 1
    }
    return start == host - 1 || reading[start..<host - 1].elementsEqual(local) { $0 == $1.lowercased }
  }

  /// The host that a run of characters is, without `www.`; nil when it reads as none.
  private func host(in run: Range<Int>, isURL: Bool) -> Range<Int>? {
    let period = UInt8(ascii: ".")
    var run = run
    while let first = run.first, Self.isMark(reading[first]) { run.removeFirst() }
    while let last = run.last, Self.isMark(reading[last]) { run.removeLast() }
    if !scalars.isEmpty {
      // A word of a script without spaces may stand right before and behind.
      let firstEnd = reading[run].firstIndex(of: period) ?? run.upperBound
      if let word = reading[run.lowerBound..<firstEnd].lastIndex(of: Reading.wordless), word + 1 < firstEnd {
        run = word + 1..<run.upperBound
      }
      let lastStart = reading[run].lastIndex(of: period).map { $0 + 1 } ?? run.lowerBound
      if let word = reading[lastStart..<run.upperBound].firstIndex(of: Reading.wordless), word > lastStart {
        run = run.lowerBound..<word
      }
    }
    guard !run.isEmpty, reading[run.upperBound - 1] != period else { return nil }
    let name = reading[run].starts(with: "www.".utf8) ? run.dropFirst(4) : run
    let last = reading[name].lastIndex(of: period).map { $0 + 1 } ?? name.lowerBound
    if name == run, !isURL, !isAddress(name) {
      guard last > name.lowerBound, isDomain(last..<name.upperBound, of: name) else { return nil }
    }
    let hasEmptyLabel = zip(reading[name], reading[name].dropFirst()).contains {
      $0 == period && $1 == period
    }
    return hasEmptyLabel ? nil : name
  }

  /// An IPv4 address.
  private func isAddress(_ name: Range<Int>) -> Bool {
    guard reading[name].allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }) else { return false }
    let numbers = reading[name].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers.allSatisfy { UInt8(String(decoding: $0, as: UTF8.self)) != nil }
  }

  /// Whether the last label of a name is a top-level domain, and the name not that of a file in the path of the link.
  private func isDomain(_ label: Range<Int>, of name: Range<Int>) -> Bool {
    let text =
      reading[label].contains { $0 >= 0x80 }
      ? String(String.UnicodeScalarView(scalars[label])).lowercased()
      : String(decoding: reading[label], as: UTF8.self)
    guard TopLevelDomains.contains(text) else { return false }
    guard TopLevelDomains.endsFiles(text) else { return true }
    if name.lowerBound > 0, reading[name.lowerBound - 1] == UInt8(ascii: "/") { return false }
    let path = destination[host.endIndex...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    return !path.split(separator: UInt8(ascii: "/")).contains { part in
      part.elementsEqual(reading[name]) { $0.lowercased == $1 }
    }
  }
}

extension LinkDestination {
  /// Whether a text names another host than the link leads to, so that it would mislead.
  public func isDisguised(by name: String) -> Bool {
    var text = text
    return text.withUTF8 { LinkDisguise.uncovered($0, behind: name.utf8) != nil }
  }
}
