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
    let text = TextBytes(url.lowercased().utf8)
    let isSecure = text.hasPrefix("https://")
    guard isSecure || text.hasPrefix("http://") else { return nil }
    let address = text.dropFirst(isSecure ? 8 : 7).prefix {
      $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
    }
    let parts = address.split(separator: UInt8(ascii: "/"))
    // A repository may have the name of a marker.
    let marker = parts.indices.dropFirst(2).first { index in
      index + 1 < parts.count && parts[index + 1].allSatisfy(\.isDigit)
        && Self.markers.contains { parts[index].elementsEqual($0) }
    }
    guard let marker, let number = Int(String(decoding: parts[marker + 1], as: UTF8.self)), number > 0,
      !parts[0].contains(UInt8(ascii: "@"))
    else { return nil }
    var host = String(decoding: parts[0], as: UTF8.self)
    let usualPort = isSecure ? ":443" : ":80"
    if host.hasSuffix(usualPort) { host.removeLast(usualPort.count) }
    let repository = parts[1..<marker].filter { !$0.elementsEqual([UInt8(ascii: "-")]) }
    guard !repository.isEmpty else { return nil }
    self.host = ["www.github.com", "redirect.github.com"].contains(host) ? "github.com" : host
    self.repository = String(
      decoding: Array(repository.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
    self.number = number
  }

  private static let markers = ["pull", "pulls", "merge_requests", "pull-requests"].map { Array($0.utf8) }
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
