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
    var text = text
    let repository = text.withUTF8 { text in
      let address = text.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      return Repository(gitHub: address) ?? Repository(gitLab: address)
    }
    guard let repository else { return nil }
    self = repository
  }

  private init(_ forge: Forge, host: [UInt8], path: [UInt8]) {
    self.forge = forge
    self.host = host
    self.path = path
  }

  private typealias Address = Slice<UnsafeBufferPointer<UInt8>>

  private static let gitHub = Array("https://github.com/".utf8)

  private init?(gitHub address: Address) {
    var rest = address
    for prefix in ["https://", "http://", "www.", "redirect."] as [StaticString] {
      Self.drop(prefix, of: &rest)
    }
    let isAddress = Self.drop("github.com/", of: &rest)
    guard isAddress || rest.startIndex == address.startIndex else { return nil }
    let owner = Self.nextPart(of: &rest)
    var name = Self.nextPart(of: &rest)
    guard !name.isEmpty, isAddress || Self.nextPart(of: &rest).isEmpty, owner.allSatisfy(Self.isOwner),
      name.allSatisfy(Self.isName)
    else { return nil }
    if name.suffix(4).elementsEqual(".git".utf8) { name = name.dropLast(4) }
    guard !name.isEmpty else { return nil }
    var path: [UInt8] = []
    path.reserveCapacity(owner.count + 1 + name.count)
    path += owner
    path.append(UInt8(ascii: "/"))
    path += name
    self.init(.gitHub, host: Self.gitHub, path: path)
  }

  @discardableResult
  private static func drop(_ prefix: StaticString, of rest: inout Address) -> Bool {
    guard prefix.withUTF8Buffer({ rest.starts(with: $0) }) else { return false }
    rest = rest.dropFirst(prefix.utf8CodeUnitCount)
    return true
  }

  /// Takes the next part of a path between slashes; an empty one behind the last.
  private static func nextPart(of rest: inout Address) -> Address {
    rest = rest.drop { $0 == UInt8(ascii: "/") }
    let part = rest.prefix { $0 != UInt8(ascii: "/") }
    rest = rest[part.endIndex...]
    return part
  }

  private init?(gitLab address: Address) {
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
