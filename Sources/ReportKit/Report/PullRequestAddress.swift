/// Which pull request an address names: two addresses that lead to the same one are equal, whatever case,
/// tab (`/files`) or fragment they are written with.
public struct PullRequestAddress: Hashable, Sendable {
  /// Host and port in lower case; the names of github.com are one.
  public let host: String
  /// The path of the repository in lower case: `acme/docs`, on GitLab also `acme/team/docs`.
  public let repository: String
  /// Its number.
  public let number: Int

  /// A pull request by its parts.
  public init(host: String, repository: String, number: Int) {
    self.host = host.lowercased()
    self.repository = repository.lowercased()
    self.number = number
  }

  /// Reads an `https:` or `http:` address of a pull request on GitHub, Bitbucket and their like, or of a merge
  /// request on GitLab; nil for anything else.
  public init?(_ url: String) {
    var url = url.lowercased()
    guard let address = url.withUTF8(Self.init(lowered:)) else { return nil }
    self = address
  }

  private init?(lowered url: UnsafeBufferPointer<UInt8>) {
    let isSecure = url.starts(with: "https://".utf8)
    guard isSecure || url.starts(with: "http://".utf8) else { return nil }
    var rest = url.dropFirst(isSecure ? 8 : 7).prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard let host = rest.popPart(), !host.contains(UInt8(ascii: "@")), var part = rest.popPart() else {
      return nil
    }
    var repository: [UInt8] = []
    repository.reserveCapacity(rest.count)
    // A repository may have the name of a marker.
    var mayBeMarker = false
    while let next = rest.popPart() {
      if mayBeMarker, next.allSatisfy(\.isDigit), Self.markers.contains(where: part.elementsEqual) {
        guard let number = Int(String(decoding: next, as: UTF8.self)), number > 0, !repository.isEmpty else {
          return nil
        }
        self.number = number
        self.host = Self.host(host, usualPort: isSecure ? ":443" : ":80")
        self.repository = String(decoding: repository, as: UTF8.self)
        return
      }
      if !part.elementsEqual("-".utf8) {
        if !repository.isEmpty { repository.append(UInt8(ascii: "/")) }
        repository += part
      }
      part = next
      mayBeMarker = true
    }
    return nil
  }

  private static func host(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, usualPort: String) -> String {
    let hasUsualPort = bytes.suffix(usualPort.utf8.count).elementsEqual(usualPort.utf8)
    let host = String(decoding: hasUsualPort ? bytes.dropLast(usualPort.utf8.count) : bytes, as: UTF8.self)
    return host == "www.github.com" || host == "redirect.github.com" ? "github.com" : host
  }

  private static let markers = ["pull", "pulls", "merge_requests", "pull-requests"].map { Array($0.utf8) }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Takes the next part of a path, without the slashes around it; nil where none is left.
  fileprivate mutating func popPart() -> Self? {
    let part = drop { $0 == UInt8(ascii: "/") }.prefix { $0 != UInt8(ascii: "/") }
    guard !part.isEmpty else { return nil }
    self = self[part.endIndex...]
    return part
  }
}

/// The jobs that opened one pull request: those that name it, and those on its branch that name none.
public struct PullRequestSelection: Sendable, Equatable {
  /// The pull request.
  public var address: PullRequestAddress
  /// The branch that it comes from, when that is one of its own repository; nil when it is not known.
  public var branch: String?

  /// A selection.
  public init(_ address: PullRequestAddress, branch: String? = nil) {
    self.address = address
    self.branch = branch
  }

  /// Whether a job opened it.
  func contains(_ job: JobSummary) -> Bool {
    guard job.pullRequests.isEmpty else {
      return job.pullRequests.contains { PullRequestAddress($0.url) == address }
    }
    guard let branch, let own = job.branch else { return false }
    return own.utf8.elementsEqual(branch.utf8)
  }
}
