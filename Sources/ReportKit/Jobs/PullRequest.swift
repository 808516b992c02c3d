import CommonMark

/// A pull request (or merge request) that a job opened.
public struct PullRequest: Hashable, Sendable {
  /// Its address as every file has it: where it leads, or what can be seen of one that leads nowhere.
  public let url: String

  /// A short name: `docs#7052` on GitHub and its like, `docs!12` on GitLab, otherwise the address
  /// without its scheme.
  public let label: String

  /// Where it leads; nil when its address is none of the web.
  public let destination: LinkDestination?

  /// Whether its address is one of the web. Another is shown as text, and counts as no pull request.
  public var isUsable: Bool { destination != nil }

  /// What became of it; nil when nobody asked.
  public internal(set) var state: PullRequestState? {
    get {
      guard case .state(let state) = box else { return nil }
      return state
    }
    set { box = newValue.map(Box.state) }
  }

  private var box: Box?

  /// Keeps the many without a state small.
  private indirect enum Box: Hashable, Sendable {
    case state(PullRequestState)
  }

  /// A pull request by its address.
  public init(url: String) {
    destination = url.utf8.starts(with: "http".utf8) ? LinkDestination(url) : nil
    let shown = Visible.text(url)
    self.url = destination?.text ?? shown
    label = PullRequest.label(shown)
  }

  private static func label(_ url: String) -> String {
    guard let rest = url.dropping(prefix: "https://") ?? url.dropping(prefix: "http://") else { return url }
    let path = rest.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    var parts = path.split(separator: UInt8(ascii: "/"))
    while let last = parts.popLast(), !parts.isEmpty {
      guard let marker = parts.last, !last.isEmpty, last.allSatisfy(\.isDigit) else { continue }
      let isGitLab = marker.elementsEqual("merge_requests".utf8)
      guard isGitLab || marker.elementsEqual("pull".utf8) || marker.elementsEqual("pull-requests".utf8),
        let name = parts.dropLast().last(where: { !$0.elementsEqual("-".utf8) }), parts.count >= 3
      else { continue }
      return "\(Substring(name))\(isGitLab ? "!" : "#")\(Substring(last))"
    }
    return String(rest)
  }
}

extension String {
  /// What follows a prefix; nil when the text does not begin with it.
  fileprivate func dropping(prefix: String) -> Substring? {
    utf8.starts(with: prefix.utf8) ? self[utf8.index(startIndex, offsetBy: prefix.utf8.count)...] : nil
  }
}

extension UInt8 {
  /// Whether it is an ASCII digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
