/// Reads hosts out of link texts, to tell a link whose text names one host and that leads to another.
enum HostName {
  typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  /// Endings that make a single word read as a host rather than as the name of a file or a version.
  private static let familiarEndings: [StaticString] = [
    ".com", ".org", ".net", ".io", ".dev", ".app", ".ai", ".edu", ".gov", ".example",
  ]

  /// The host that a link text names: of a URL, of `www.…`, or a single word with a familiar ending.
  static func named(by text: UnsafeBufferPointer<UInt8>) -> Bytes? {
    if let host = LinkPolicy.host(text) { return withoutUser(host) }
    let word = text[..<text.index(of: .hostEnds, from: 0)]
    guard word.endIndex == text.endIndex || text[word.endIndex] != UInt8(ascii: " ") else { return nil }
    let isHost = word.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    guard isHost, text.dropping(prefix: "www.") != nil || familiarEndings.contains(where: { ends(word, $0) })
    else { return nil }
    return word
  }

  /// Whether two hosts are the same, a leading `www.` aside.
  static func isSame(_ one: Bytes, _ other: Bytes) -> Bool {
    withoutWWW(one).elementsEqual(withoutWWW(other)) { $0.lowercased == $1.lowercased }
  }

  private static func withoutWWW(_ host: Bytes) -> Bytes {
    host.prefix(4).elementsEqual("www.".utf8) { $0.lowercased == $1 } ? host.dropFirst(4) : host
  }

  private static func withoutUser(_ host: Bytes) -> Bytes {
    guard let at = host.lastIndex(of: UInt8(ascii: "@")) else { return host }
    return host[(at + 1)...]
  }

  private static func ends(_ word: Bytes, _ ending: StaticString) -> Bool {
    ending.withUTF8Buffer { ending in
      word.count > ending.count
        && word.suffix(ending.count).elementsEqual(ending) { $0.lowercased == $1 }
    }
  }
}
