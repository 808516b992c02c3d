import Hashing

/// The name of one file or folder of a report, safe on every file system.
public struct FileName: Hashable, Sendable {
  let text: String

  /// A name of our own, such as a month or a page's number.
  init(own literal: StaticString, _ number: Int? = nil) {
    text = literal.description + (number.map(String.init) ?? "")
  }

  /// The name of a status: its slug.
  init(_ status: Status) { text = status.slug }

  /// The name of a state of pull requests: `merged`.
  init(pulls kind: PullRequestState.Kind) { text = kind.rawValue }

  /// The name of a cause: `attention-failed`.
  init(cause: Cause) { text = "attention-\(cause.rawValue)" }

  /// The name of a week: `2026-W34`.
  init(_ week: WeekID) { text = week.description }

  /// The name of a month: `2026-08`.
  init(monthOf date: CivilDate) { text = String(date.description.prefix(7)) }

  /// The name of the folder that a job's page stands in: `2026-08`.
  init(folderOf page: SitePath) { text = String(page.folder.split(separator: "/").last ?? "") }

  /// The name for a job's id: the id itself when it is of `[a-z0-9-]`, at most 64 bytes and no name that
  /// means something to a web server or to Windows; otherwise its readable beginning and a hash. A name
  /// made with a hash ends in two dashes and 16 hexadecimal digits, and an id of that form is hashed too,
  /// so that no id can take the place of another. An id that may not be shown is hashed, too. `salt` tells apart
  /// equal ids of two projects.
  init(_ job: JobKey, salt: String? = nil) {
    let id = job.id
    if salt == nil, job.showsID, FileName.isPlain(id.text) {
      text = id.text
      return
    }
    text = FileName.hashed(id.text, salt: salt ?? "", readable: job.shownID, or: "job")
  }

  /// The name for an agent or a project: the value itself as an id would be, and where it does not end as the further
  /// pages of a list do.
  init(named value: String) {
    let isPage = value.utf8.reversed().drop(while: \.isDigit).starts(with: "-egap-".utf8)
    text =
      FileName.isPlain(value) && !isPage
      ? value : FileName.hashed(value, salt: "", readable: value, or: "other")
  }

  /// The readable beginning of a text, in lower case and with a dash for other characters, and a hash.
  private static func hashed(_ text: String, salt: String, readable: String, or other: String) -> String {
    let dash = UInt8(ascii: "-")
    var prefix: [UInt8] = []
    // Whether the last dash stands for another character.
    var isMade = false
    for byte in readable.utf8 where prefix.count < 32 {
      let letter = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
      if allows(letter) {
        if letter == dash, isMade { continue }
        prefix.append(letter)
        isMade = false
      } else if let last = prefix.last, last != dash {
        prefix.append(dash)
        isMade = true
      }
    }
    while prefix.last == dash { prefix.removeLast() }
    let words = String(decoding: prefix.drop { $0 == dash }, as: UTF8.self)
    var hash: [UInt8] = []
    HexDigits.append(SHA256.hash(Array(text.utf8) + [0] + Array(salt.utf8)).words.0, to: &hash)
    return "\(words.isEmpty ? other : words)--\(String(decoding: hash, as: UTF8.self))"
  }

  private static let reserved: Set<String> = [
    "index", "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
  ]

  private static let longestReserved = 5

  private static func isPlain(_ id: String) -> Bool {
    let bytes = Array(id.utf8)
    guard (1...64).contains(bytes.count), bytes[0] != UInt8(ascii: "-"), bytes.allSatisfy(allows),
      bytes.count > longestReserved || !reserved.contains(id)
    else { return false }
    guard bytes.count >= 18, bytes[bytes.count - 17] == UInt8(ascii: "-"),
      bytes[bytes.count - 18] == UInt8(ascii: "-")
    else { return true }
    return false
  }

  private static func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
