/// A pull request (or merge request) that a job opened.
public struct PullRequest: Hashable, Sendable {
  /// Its address, as the answer has it.
  public let url: String

  /// A short name: `docs#7052` on GitHub and its like, `docs!12` on GitLab, otherwise the address
  /// without its scheme.
  public let label: String

  /// A pull request by its address.
  public init(url: String) {
    self.url = url
    label = PullRequest.label(url)
  }

  private static func label(_ url: String) -> String {
    guard let rest = url.wholeMatch(after: "https://") ?? url.wholeMatch(after: "http://") else { return url }
    let parts =
      rest.split(whereSeparator: { $0 == "?" || $0 == "#" }).first?
      .split(separator: "/") ?? []
    if let marker = parts.lastIndex(where: { $0 == "pull" || $0 == "merge_requests" || $0 == "pull-requests" }
    ),
      marker >= 2, marker + 1 < parts.count, parts[marker + 1].utf8.allSatisfy(\.isDigit)
    {
      let isGitLab = parts[marker] == "merge_requests"
      let before = parts[..<marker].last { $0 != "-" } ?? ""
      return "\(before)\(isGitLab ? "!" : "#")\(parts[marker + 1])"
    }
    return rest
  }
}

extension String {
  /// What follows a prefix; nil when the text does not begin with it.
  fileprivate func wholeMatch(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}

extension UInt8 {
  /// Whether it is an ASCII digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
