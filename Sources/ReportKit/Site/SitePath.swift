/// A path inside a report: components of `[A-Za-z0-9._-]`, joined by `/`, none of them `.` or `..`.
/// What comes from outside gets into one through ``FileName`` alone.
///
/// A report has two files for a job, and their paths are kept for as long as it is written: the ending stands
/// apart, so that both share the text before it.
public struct SitePath: Hashable, Comparable, Sendable, CustomStringConvertible, TextOutputStreamable {
  private let stem: String
  private let ending: Ending

  /// The ending of a file's name, in the order of their bytes.
  public enum Ending: UInt8, Sendable, CaseIterable {
    case none, html, js, md

    /// The ending with its dot.
    public var text: StaticString {
      switch self {
      case .none: ""
      case .html: ".html"
      case .js: ".js"
      case .md: ".md"
      }
    }
  }

  init() { self.init(unchecked: "") }

  /// A path of our own.
  public init(_ literal: StaticString) { self.init(unchecked: literal.description) }

  /// The ending always stands apart: one path has one form.
  private init(unchecked text: String) {
    let hasEnding = text.utf8.suffix(5).contains(UInt8(ascii: "."))
    ending = hasEnding ? Ending.allCases.last { text.hasSuffix($0.text.description) } ?? .none : .none
    stem = ending == .none ? text : String(text.utf8.dropLast(ending.text.utf8CodeUnitCount)) ?? text
  }

  private init(stem: String, ending: Ending) {
    self.stem = stem
    self.ending = ending
  }

  /// A path that stands in a file we once wrote; nil when it would lead out of the report.
  public init?(read text: String) {
    guard SitePath.isPath(text.utf8) else { return nil }
    self.init(unchecked: text)
  }

  /// Whether bytes are a path.
  static func isPath(_ bytes: some Sequence<UInt8>) -> Bool {
    var length = 0
    var isDots = true
    for byte in bytes {
      if byte == UInt8(ascii: "/") {
        guard isName(length: length, isDots: isDots) else { return false }
        length = 0
        isDots = true
      } else {
        guard allows(byte) else { return false }
        length += 1
        if byte != UInt8(ascii: ".") { isDots = false }
      }
    }
    return isName(length: length, isDots: isDots)
  }

  /// Whether a component so long, made of dots alone or not, names a file or a folder.
  private static func isName(length: Int, isDots: Bool) -> Bool { length > (isDots ? 2 : 0) }

  /// The path as it stands in the manifest and in links.
  public var description: String { ending == .none ? stem : stem + ending.text.description }

  /// Writes the path as it stands in the manifest and in links.
  public func write<Target: TextOutputStream>(to target: inout Target) {
    target.write(stem)
    if ending != .none { target.write(ending.text.description) }
  }

  /// Appends the path to bytes.
  func append(to bytes: inout [UInt8]) {
    bytes += stem.utf8
    ending.text.withUTF8Buffer { bytes += $0 }
  }

  /// The length of the path in bytes.
  var length: Int { stem.utf8.count + ending.text.utf8CodeUnitCount }

  /// This folder with a file or folder in it.
  public func appending(_ name: FileName) -> SitePath {
    SitePath(unchecked: length == 0 ? name.text : "\(description)/\(name.text)")
  }

  /// This path with an ending.
  public func appending(_ ending: Ending) -> SitePath {
    ending == .none ? self : SitePath(stem: description, ending: ending)
  }

  /// This path with more text and a number at its end.
  func appending(_ text: StaticString = "", number: Int) -> SitePath {
    SitePath(unchecked: "\(description)\(text)\(number)")
  }

  /// `../` for every folder that the file is in.
  public var pathToRoot: String {
    // A text hands out its bytes one by one much slower than its memory does.
    let folders = stem.utf8.withContiguousStorageIfAvailable { $0.count { $0 == UInt8(ascii: "/") } }
    return switch folders ?? stem.utf8.count(where: { $0 == UInt8(ascii: "/") }) {
    case 0: ""
    case 1: "../"
    case 2: "../../"
    case let depth: String(repeating: "../", count: depth)
    }
  }

  /// The name of the last component.
  public var lastComponent: String {
    (lastSlash.map { String(stem[stem.utf8.index(after: $0)...]) } ?? stem) + ending.text.description
  }

  /// The folder that the file is in, empty at the top.
  public var folder: String {
    lastSlash.map { String(stem[..<$0]) } ?? ""
  }

  /// Paths are ASCII, and characters would be put together from bytes first.
  private var lastSlash: String.Index? {
    let place = stem.utf8.withContiguousStorageIfAvailable { $0.lastIndex(of: UInt8(ascii: "/")) }
    guard let place else { return stem.utf8.lastIndex(of: UInt8(ascii: "/")) }
    return place.map { stem.utf8.index(stem.startIndex, offsetBy: $0) }
  }

  /// Whether the file, or a folder that it is in, begins with a dot: such files are left behind where a report
  /// is packed or served, and are not part of its manifest.
  public var isHidden: Bool {
    var isStart = true
    for byte in stem.utf8 {
      if isStart, byte == UInt8(ascii: ".") { return true }
      isStart = byte == UInt8(ascii: "/")
    }
    return isStart && ending != .none
  }

  /// In the order of their bytes, as `LC_ALL=C sort` has it: paths are ASCII, where that is the order of
  /// strings.
  public static func < (left: SitePath, right: SitePath) -> Bool {
    if left.stem == right.stem { return left.ending.rawValue < right.ending.rawValue }
    // An ending counts where one of the two goes on, which none of equal length does.
    if left.stem.utf8.count != right.stem.utf8.count,
      right.stem.hasPrefix(left.stem) || left.stem.hasPrefix(right.stem)
    {
      return left.description < right.description
    }
    return left.stem < right.stem
  }

  /// The first bytes of a path as numbers, which stand in the order of paths; equal ones say nothing of that.
  public struct Beginning: Comparable, Sendable {
    private let words: (UInt64, UInt64, UInt64)

    /// What is missing is zero, less than any byte of a path.
    fileprivate init(_ bytes: UnsafeBufferPointer<UInt8>) {
      func word(from index: Int) -> UInt64 {
        index < bytes.count ? bytes.eight(from: index).byteSwapped : 0
      }
      words = (word(from: 0), word(from: 8), word(from: 16))
    }

    /// By the bytes.
    public static func < (left: Beginning, right: Beginning) -> Bool { left.words < right.words }

    /// Whether the bytes are the same.
    public static func == (left: Beginning, right: Beginning) -> Bool { left.words == right.words }
  }

  /// Its first bytes, which tell most paths apart faster than the paths themselves.
  public var beginning: Beginning {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    append(to: &bytes)
    return bytes.withUnsafeBufferPointer(Beginning.init)
  }

  /// Whether bytes are this path.
  func isSpelled(_ bytes: ArraySlice<UInt8>) -> Bool {
    let length = stem.utf8.count
    return bytes.count == self.length && bytes.prefix(length).elementsEqual(stem.utf8)
      && ending.text.withUTF8Buffer { bytes.dropFirst(length).elementsEqual($0) }
  }

  /// The number that ``PathIndex`` finds this path by.
  var hash: UInt64 {
    var hash = SitePath.hash(stem.utf8)
    ending.text.withUTF8Buffer { hash = SitePath.hash($0, after: hash) }
    return hash
  }

  /// FNV-1a (RFC 9923) of a path's bytes, or of the rest of one.
  static func hash(_ bytes: some Sequence<UInt8>, after start: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    var hash = start
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  private static func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
