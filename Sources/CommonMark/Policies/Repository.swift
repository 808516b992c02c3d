/// A repository on a forge, in which short references of a text lead somewhere.
public struct Repository: Hashable, Sendable {
  /// How a forge reads references, and where they lead.
  enum Forge: Sendable {
    /// github.com.
    case gitHub
    /// gitlab.com, and any host with addresses as only GitLab has them.
    case gitLab
  }

  /// The forge.
  let forge: Forge
  /// Where all of its repositories are: `https://github.com/`.
  let host: [UInt8]
  /// Owner and name: `acme/docs`; on GitLab the path of a project in groups, `acme/team/docs`.
  let path: [UInt8]

  /// The repository of an address, such as `https://github.com/acme/docs`, `https://gitlab.com/acme/team/docs` or that of
  /// a pull request in one, or of `acme/docs` on github.com; nil for any other text, and for other hosts, on which
  /// addresses have other forms, but for those of merge requests.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let address = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard let repository = Repository(gitHub: address) ?? Repository(gitLab: address) else { return nil }
    self = repository
  }

  private init(_ forge: Forge, host: [UInt8], path: [UInt8]) {
    self.forge = forge
    self.host = host
    self.path = path
  }

  private init?(gitHub address: ArraySlice<UInt8>) {
    var rest = address
    var isAddress = false
    for prefix in ["https://", "http://", "www.", "redirect.", "github.com/"]
    where rest.starts(with: prefix.utf8) {
      rest = rest.dropFirst(prefix.utf8.count)
      isAddress = prefix == "github.com/"
    }
    guard isAddress || rest.startIndex == address.startIndex else { return nil }
    let parts = rest.split(separator: UInt8(ascii: "/"))
    guard parts.count >= 2, isAddress || parts.count == 2, parts[0].allSatisfy(Self.isOwner),
      parts[1].allSatisfy(Self.isName)
    else { return nil }
    var name = parts[1]
    if name.suffix(4).elementsEqual(".git".utf8) { name = name.dropLast(4) }
    guard !name.isEmpty else { return nil }
    self.init(
      .gitHub, host: Array("https://github.com/".utf8), path: Array(parts[0]) + [UInt8(ascii: "/")] + name)
  }

  private init?(gitLab address: ArraySlice<UInt8>) {
    guard let scheme = ["https://", "http://"].first(where: { address.starts(with: $0.utf8) }) else {
      return nil
    }
    var parts = address.dropFirst(scheme.utf8.count).split(separator: UInt8(ascii: "/"))
    // The first part is the host, whatever it says.
    let mark = parts.indices.dropFirst().first { index in
      parts[index].elementsEqual("-".utf8) && index + 1 < parts.count
        && parts[index + 1].elementsEqual("merge_requests".utf8)
    }
    guard let host = parts.first, mark != nil || host.elementsEqual("gitlab.com".utf8) else { return nil }
    parts = Array(parts[1..<(mark ?? parts.firstIndex { $0.elementsEqual("-".utf8) } ?? parts.count)])
    guard parts.count >= 2, parts.joined().allSatisfy(Self.isName), host.allSatisfy(Self.isHost) else {
      return nil
    }
    self.init(
      .gitLab, host: Array(scheme.utf8) + host + [UInt8(ascii: "/")],
      path: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }

  static func isOwner(_ byte: UInt8) -> Bool { byte.isAlphanumeric || byte == UInt8(ascii: "-") }

  static func isName(_ byte: UInt8) -> Bool {
    isOwner(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
  }

  /// Whether it may stand in a host or its port.
  private static func isHost(_ byte: UInt8) -> Bool {
    isOwner(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }
}
