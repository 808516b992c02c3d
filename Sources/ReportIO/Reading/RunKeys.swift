import ReportKit

/// The keys that a run works with: those of its environment, and the one in a file. Nothing prints them, and
/// ``redaction`` hides them from whatever the run writes.
public struct RunKeys: Sendable {
  /// Hides these keys, and what looks like one.
  public let redaction: Redaction
  private let named: [String: String]
  private let files: [ID: Result<String, ReadingError>]

  /// The variables that hold a key or a token.
  private static let variables = Set(
    Provider.all.map(\.key.variable) + ["GH_TOKEN"]
  ).sorted()
  /// Those that name a proxy, perhaps with a password.
  private static let proxyVariables = [
    "https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY",
  ]

  /// The keys of an environment and of files by their providers, each read once: it may be a pipe. That it cannot be read is told
  /// where its key is asked for.
  public init(environment: [String: String], files paths: [ID: String] = [:]) {
    named = Dictionary(
      uniqueKeysWithValues: Self.variables.compactMap { name in environment.variable(name).map { (name, $0) }
      })
    files = paths.mapValues(Self.read)
    var keys = Array(named.values)
    for case .success(let key) in files.values { keys.append(key) }
    redaction = Redaction(
      keys: keys + Self.proxyVariables.compactMap { environment.variable($0).flatMap(Self.password) })
  }

  /// The key of a provider: that of its file, else its variable's; nil when there is neither.
  public func key(of provider: Provider) throws(ReadingError) -> Secret? {
    let key = try files[provider.id]?.get() ?? named[provider.key.variable]
    return key.map { Secret($0, among: Array(named.values)) }
  }

  /// GitHub's token; nil when there is none.
  public var gitHub: Secret? { named["GITHUB_TOKEN"].map { Secret($0, among: Array(named.values)) } }

  /// The password in the address of a proxy.
  private static func password(_ address: String) -> String? {
    let parts = try? URLParts(address.contains("://") ? address : "http://" + address)
    let halves = parts?.userInfo?.split(separator: ":", maxSplits: 1)
    return halves.flatMap { $0.count > 1 ? String($0[1]) : nil }
  }

  /// The key in a file that holds nothing else, without the white space around it.
  private static func read(_ path: String) -> Result<String, ReadingError> {
    Result { () throws(ReadingError) in
      let text = try WholeFile.key.read(path).drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed()
      return String(decoding: Array(text), as: UTF8.self)
    }
  }
}

extension RunKeys: CustomStringConvertible, CustomReflectable {
  /// Always `[keys]`.
  public var description: String { "[keys]" }

  /// A mirror without children, so that `dump` finds nothing.
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
