/// What is not to be shown of a text that came from outside: the keys of the run, by their value, and whatever looks
/// like a key, see ``KeyShape``. In its place stands the beginning of the key and `[redacted]`, as in
/// `mint_[redacted]`.
///
/// A key is found in every spelling in which it may stand in a text, a page or JSON, see ``VisibleLetter``. A value
/// of this type goes to wherever texts are read or written; printing it shows no key.
public struct Redaction: Sendable {
  /// What stands in the place of a key.
  static let mark: StaticString = "[redacted]"

  private let search: KeySearch

  /// By what keys look like alone.
  public static let shapes = Redaction(keys: [])

  /// By what keys look like, and by the keys of a run. One of less than 6 letters is not a key: it would be found in
  /// words.
  public init(keys: [String]) { search = KeySearch(keys.compactMap(RunKey.init)) }

  /// Whether it knows keys of the run.
  var hasKeys: Bool { !search.keys.isEmpty }

  /// What tells redactions that know other keys of the run apart; nil for one that knows a key so short that it could be
  /// found out from this.
  var fingerprint: Fingerprint? {
    guard search.keys.allSatisfy({ $0.bytes.count >= 16 }) else { return nil }
    var parts = Fingerprint.Parts()
    for key in search.keys.map(\.bytes).sorted(by: { $0.lexicographicallyPrecedes($1) }) { parts.add(key) }
    return parts.fingerprint
  }

  /// The text without keys; nil when there are none, so that the usual case copies nothing.
  @Sendable
  public func redact(_ text: [UInt8]) -> [UInt8]? {
    guard search.mayFind(in: text.span, text.indices) else { return nil }
    let matches = search.matches(in: text.span)
    return matches.isEmpty ? nil : Self.replacing(matches, in: text)
  }

  /// The id without keys.
  @Sendable
  public func redact(_ id: ID) -> ID { ID(redact(id.text)) }

  /// The text without keys.
  @Sendable
  public func redact(_ text: String) -> String {
    let isFree = text.utf8.withContiguousStorageIfAvailable {
      !search.mayFind(in: $0.span, 0..<$0.count)
    }
    if isFree == true { return text }
    return redact(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// Whether there may be a key in a part of a text.
  func mayFind(in text: Span<UInt8>, _ range: Range<Int>) -> Bool { search.mayFind(in: text, range) }

  /// Writes a text with keys replaced. Marks that stand inside of one stay, so that what they begin ends as before.
  private static func replacing(_ matches: [KeySearch.Match], in text: [UInt8]) -> [UInt8] {
    var isHidden = [Bool](repeating: false, count: text.count)
    var inserted: [(place: Int, text: [UInt8])] = []
    var covered = 0
    for match in matches {
      for part in match.hidden { for index in part { isHidden[index] = true } }
      if match.place.lowerBound >= covered {
        let first = match.hidden.dropFirst(match.shown.count).first ?? match.place
        inserted.append((match.place.lowerBound, match.shown))
        inserted.append((first.lowerBound, mark.withUTF8Buffer(Array.init)))
      }
      covered = max(covered, match.place.upperBound)
    }
    var result: [UInt8] = []
    result.reserveCapacity(text.count + 16)
    var next = inserted.makeIterator()
    var insert = next.next()
    for index in text.indices {
      while let (place, text) = insert, place <= index {
        result += text
        insert = next.next()
      }
      if !isHidden[index] { result.append(text[index]) }
    }
    return result
  }
}

extension Redaction: CustomStringConvertible, CustomReflectable {
  /// How many keys of the run it knows.
  public var description: String { "Redaction of \(search.keys.count) keys" }

  /// A mirror without children, so that `dump` finds nothing.
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
