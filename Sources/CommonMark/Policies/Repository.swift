/// A repository on github.com, in which short references of a text lead somewhere.
public struct Repository: Hashable, Sendable {
  /// Owner and name: `acme/docs`.
  let path: [UInt8]

  /// The repository of an address, such as `https://github.com/acme/docs` or that of a pull request in it, or of
  /// `acme/docs`; nil for any other text, and other hosts, on which addresses have other forms.
  public init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    for prefix in ["https://", "http://", "www.", "redirect.", "github.com/"]
    where rest.starts(with: prefix.utf8) {
      rest = rest.dropFirst(prefix.utf8.count)
    }
    let isAddress = rest.count < text.utf8.count
    if isAddress, !text.contains("github.com/") { return nil }
    let parts = rest.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      .split(separator: UInt8(ascii: "/"))
    guard parts.count >= 2, isAddress || parts.count == 2, parts[0].allSatisfy(Self.isOwner),
      parts[1].allSatisfy(Self.isName)
    else { return nil }
    var name = parts[1]
    if name.suffix(4).elementsEqual(".git".utf8) { name = name.dropLast(4) }
    guard !name.isEmpty else { return nil }
    path = Array(parts[0]) + [UInt8(ascii: "/")] + name
  }

  static func isOwner(_ byte: UInt8) -> Bool { byte.isAlphanumeric || byte == UInt8(ascii: "-") }

  static func isName(_ byte: UInt8) -> Bool {
    isOwner(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }
}
