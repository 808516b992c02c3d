/// What to call the people who ask for jobs, by the ids that services know them by.
///
/// An id counts as it is written, but for logins of services where they are the same in any case. One behind its
/// provider, such as `acme:user-1`, goes before one that stands alone.
public struct People: Sendable, Equatable {
  private var names: [ID: String] = [:]
  /// The same by ids in lower case.
  private var logins: [ID: String] = [:]

  /// Of two names behind one id the later one holds.
  public init(_ names: [(id: String, name: String)] = []) {
    for (id, name) in names {
      self.names[ID(id)] = name
      logins[ID(id.lowercased())] = name
    }
  }

  /// Whether it names nobody.
  var isEmpty: Bool { names.isEmpty }

  /// What to call a person of a provider; nil for one that nobody names.
  func name(of id: String, provider: ID) -> String? {
    guard !names.isEmpty else { return nil }
    if let name = names[ID("\(provider.text):\(id)")] ?? names[ID(id)] { return name }
    guard Provider.isForge(provider) else { return nil }
    let login = id.lowercased()
    return logins[ID("\(provider.text):\(login)")] ?? logins[ID(login)]
  }

  /// The same with nothing in the names that is not to be shown.
  func redacted(by redaction: Redaction) -> People {
    var people = self
    people.names = names.mapValues(redaction.redact)
    people.logins = logins.mapValues(redaction.redact)
    return people
  }
}
