import CommonMark

/// A pull request (or merge request) that a job opened: an absolute address of the web. What is none is kept
/// as text in a ``PullRequestList``, so that nothing that counts, links or asks can take it for one.
public struct PullRequest: Hashable, Sendable {
  /// Where it leads.
  public let destination: LinkDestination

  /// Its address as every file has it.
  public var url: String { destination.text }

  /// A short name: `docs#7052` on github.com and bitbucket.org, `docs!12` on gitlab.com; on any other host that
  /// stands before it, as in `git.acme.example/docs#7052`. Otherwise the address without its scheme.
  public let label: String

  /// How it stands; nil when nobody asked.
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

  /// A pull request by its address; nil for what is not an `https:` or `http:` address, or must not
  /// be a link.
  public init?(_ text: String) {
    let address = text.trimmed
    guard address.dropping(prefix: "https://") != nil || address.dropping(prefix: "http://") != nil,
      let destination = LinkDestination(address)
    else { return nil }
    self.destination = destination
    label = PullRequest.label(destination.text)
  }

  /// One that was read before, by its address and its label; nil for an address that must not be a link.
  init?(kept url: String, label: String) {
    guard let destination = LinkDestination(url) else { return nil }
    self.destination = destination
    self.label = label
  }

  /// The short name of an address of a pull request or a repository; a text that is not an address of the web is
  /// its own.
  static func label(_ url: String) -> String {
    guard let rest = url.dropping(prefix: "https://") ?? url.dropping(prefix: "http://") else { return url }
    let path = Array(rest.utf8).prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    var parts = path.split(separator: UInt8(ascii: "/"))
    while let last = parts.popLast(), !parts.isEmpty {
      guard let marker = parts.last, !last.isEmpty, last.allSatisfy(\.isDigit) else { continue }
      let isGitLab = marker.elementsEqual("merge_requests".utf8)
      guard isGitLab || marker.elementsEqual("pull".utf8) || marker.elementsEqual("pull-requests".utf8),
        let name = parts.dropLast().last(where: { !$0.elementsEqual("-".utf8) }), parts.count >= 3
      else { continue }
      let host = parts[0].map(\.lowercased)
      let isKnown = knownHosts.contains { $0.utf8.elementsEqual(host) }
      var words = isKnown ? [] : host + [UInt8(ascii: "/")]
      words += name
      words.append(isGitLab ? UInt8(ascii: "!") : UInt8(ascii: "#"))
      words += last
      let short = String(decoding: words, as: UTF8.self)
      // A repository may have a name that reads as a host, if it has a dot.
      guard
        short.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: ".") })
          || LinkDestination(url)?.isDisguised(by: short) != true
      else { break }
      return short
    }
    return String(rest)
  }

  /// The forges whose pull requests are told by the name of their repository alone.
  private static let knownHosts = ["github.com", "gitlab.com", "bitbucket.org"]
}

/// What answers say of a job's pull requests.
public struct PullRequestList: Hashable, Sendable {
  /// Those that were opened, each once.
  public private(set) var opened: [PullRequest] = []
  /// What stands in the place of an address and is none, such as `none`, with all that is in it visible: shown
  /// as text, counted as nothing.
  public private(set) var texts: [String] = []

  /// The most that are read of a list.
  static let limit = 100

  /// How many were named.
  var count: Int { opened.count + texts.count }

  /// A list of what texts name.
  init(_ texts: String...) { for text in texts { add(text) } }

  /// Says how all that were opened stand.
  mutating func set(_ state: PullRequestState) {
    for index in opened.indices { opened[index].state = state }
  }

  /// Adds what a text names.
  mutating func add(_ text: String) {
    if let pullRequest = PullRequest(text) {
      add(pullRequest)
    } else {
      texts.append(InvisibleText.marked(text))
    }
  }

  /// Adds a pull request, but for one that is there already.
  mutating func add(_ pullRequest: PullRequest) {
    if !opened.contains(where: { $0.url == pullRequest.url }) { opened.append(pullRequest) }
  }
}

extension String {
  /// What follows an ASCII prefix in small letters, however the text writes them; nil when the text does not
  /// begin with it.
  fileprivate func dropping(prefix: String) -> Substring? {
    let length = prefix.utf8.count
    guard utf8.count >= length, zip(utf8, prefix.utf8).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 }) else {
      return nil
    }
    return self[utf8.index(startIndex, offsetBy: length)...]
  }

  /// The text without white space and control characters around it.
  fileprivate var trimmed: String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
    let isPlain: (UInt8?) -> Bool = { $0.map { (0x21..<0x7F).contains($0) } ?? true }
    if isPlain(utf8.first), isPlain(utf8.last) { return self }
    guard let start = unicodeScalars.firstIndex(where: { !isBlank($0) }),
      let end = unicodeScalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[start..<unicodeScalars.index(after: end)])
  }
}
