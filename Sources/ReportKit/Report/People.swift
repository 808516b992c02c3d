/// What to call the people who ask for jobs, by the ids that services know them by.
///
/// An id counts as it is written, but for logins of GitHub and GitLab, which are the same in any case. One behind its
/// provider, such as `devin:user-1`, goes before one that stands alone.
public struct People: Sendable, Equatable {
  private var names: [String: String] = [:]
  /// The same by ids in lower case.
  private var logins: [String: String] = [:]

  /// Of two names behind one id the later one holds.
  public init(_ names: [(id: String, name: String)] = []) {
    for (id, name) in names {
      self.names[id] = name
      logins[id.lowercased()] = name
    }
  }

  /// What to call a person of a provider; nil for one that nobody names.
  func name(of id: String, provider: String) -> String? {
    guard !names.isEmpty else { return nil }
    if let name = names["\(provider):\(id)"] ?? names[id] { return name }
    guard People.loginProviders.contains(provider) else { return nil }
    let login = id.lowercased()
    return logins["\(provider):\(login)"] ?? logins[login]
  }

  private static let loginProviders: Set<String> = ["github", "gitlab"]

  /// The same with nothing in the names that is not to be shown.
  func redacted(by redaction: Redaction) -> People {
    var people = self
    people.names = names.mapValues(redaction.redact)
    people.logins = logins.mapValues(redaction.redact)
    return people
  }
}
