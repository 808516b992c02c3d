/// What a kind of key looks like: a beginning, and 16 or more of `A-Z a-z 0-9 _ -` behind it; what is no letter
/// of the beginning also as Markdown may write it: `mint\_`, `mint&#95;`.
///
/// The words are those of Mintlify's keys (`mint_`), of GitHub's tokens (`ghp_`, `gho_`, `ghu_`, `ghs_`, `ghr_`
/// and `github_pat_`; GitHub's documentation, "About authentication to GitHub", token formats) and of GitLab's
/// (`glpat-` and its like; GitLab's documentation, "GitLab token overview", token prefixes).
struct KeyShape: Sendable {
  /// How a key of this kind begins, which may be shown.
  let shown: [UInt8]
  /// How each byte of the beginning may be written.
  private let spellings: [[[UInt8]]]

  static let all: [KeyShape] = [
    "mint_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gldt-", "glrt-", "glcbt-",
    "glptt-", "glft-", "glsoat-", "gloas-", "glimt-", "glagent-",
  ].map(KeyShape.init)

  /// The bytes of the shortest key.
  static let minimumLength = "ghp_".utf8.count + minimumTail
  private static let minimumTail = 16

  private static let underscores = ["_", "\\_", "&#95;", "&#x5f;", "&#x5F;", "&#X5F;", "&lowbar;"]
    .map { Array($0.utf8) }
  private static let hyphens = [
    "-", "\\-", "&#45;", "&#x2d;", "&#x2D;", "&#X2D;", "&hyphen;", "&dash;",
  ].map { Array($0.utf8) }

  init(_ beginning: String) {
    shown = Array(beginning.utf8)
    spellings = shown.map { byte in
      switch byte {
      case UInt8(ascii: "_"): KeyShape.underscores
      case UInt8(ascii: "-"): KeyShape.hyphens
      default: [[byte]]
      }
    }
  }

  /// Whether a byte can be part of a key as Markdown may write it.
  static func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: ";"): true
    default: isTail(byte)
    }
  }

  /// Where the key of this shape that begins at `start` ends; nil when none begins there.
  func end(_ span: Span<UInt8>, from start: Int, in run: Range<Int>) -> Int? {
    var end = start
    for forms in spellings {
      guard let form = forms.first(where: { KeyShape.matches($0, span, at: end, in: run) }) else {
        return nil
      }
      end += form.count
    }
    var length = 0
    while end < run.upperBound {
      if KeyShape.isTail(span[end]) {
        end += 1
      } else if span[end] == UInt8(ascii: "\\"), end + 1 < run.upperBound, "_-".utf8.contains(span[end + 1]) {
        end += 2
      } else {
        break
      }
      length += 1
    }
    return length >= KeyShape.minimumTail ? end : nil
  }

  private static func matches(_ bytes: [UInt8], _ span: Span<UInt8>, at index: Int, in run: Range<Int>)
    -> Bool
  {
    guard index + bytes.count <= run.upperBound else { return false }
    for offset in bytes.indices where span[index + offset] != bytes[offset] { return false }
    return true
  }

  private static func isTail(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
