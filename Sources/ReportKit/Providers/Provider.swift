/// Where jobs are fetched from, as a value: its address, its key, its requests and how their answers are read. All of
/// it stands in one file; the client, the archive, the sample API and the documentation go by it.
public struct Provider: Sendable {
  /// The word in front of a project: `mintlify`. Never renamed: archives have it.
  public let id: ID
  /// The name that a person knows: `Mintlify`.
  public let name: String
  /// What `--project` names there.
  public let scope: String
  /// An id of a job, where not any text can be one: `acme/docs#12`.
  public let exampleID: String?
  /// Where it is asked.
  public let address: Address
  /// What it is asked with.
  public let key: Key
  /// The variable that holds a project; nil where none is usual.
  public let projectVariable: String?
  /// The address where its API is described.
  public let documentation: String
  /// What is asked, in the order in which `auto` tries it: lists first.
  public let endpoints: [Endpoint]
  /// How it says that it was asked too often, where status 429 does not say it.
  public let limit: AskingLimit?
  /// Whether a job is of a project that was asked for: a name may stand for several projects.
  let covers: @Sendable (_ asked: ID, _ project: ID) -> Bool
  /// What makes it a forge, whose pull requests are jobs of the agents that wrote them; nil for an agent's service.
  ///
  /// A forge's jobs are of any agent; their messages are descriptions, in which lines stay lines; its people are known by
  /// logins, which are the same in any case.
  public let forge: Forge?

  /// Whether a job is of the project that its answer names, not of the one that was asked for.
  public var answersNameProject: Bool { forge != nil }

  /// What only a forge has.
  public struct Forge: Sendable {
    /// What stands before the number of a pull request, behind the path of its repository.
    public let sign: Character
  }

  /// A provider.
  init(
    id: ID, name: String, scope: String, exampleID: String? = nil, address: Address, key: Key,
    projectVariable: String? = nil,
    documentation: String, limit: AskingLimit? = nil, forge: Forge? = nil,
    endpoints: [Endpoint]
  ) {
    self.id = id
    self.name = name
    self.scope = scope
    self.exampleID = exampleID
    self.address = address
    self.key = key
    self.projectVariable = projectVariable
    self.documentation = documentation
    self.limit = limit
    self.forge = forge
    if forge == nil { covers = { asked, project in asked == project } } else { covers = Provider.coversPath }
    self.endpoints = endpoints
  }

  /// Where a provider is asked.
  public struct Address: Sendable {
    /// Scheme, host and path prefix: `https://api.mintlify.com`.
    public let url: String
    /// The variable that replaces it.
    public let variable: String
    /// The variable that the service's own CI sets to it; nil where there is none.
    public let setByCI: String?
    /// What the path of an address may end with that is not a part of it here: requests name it themselves, or it
    /// belongs to another API of the same server.
    let restSuffix: String?

    init(url: String, variable: String, setByCI: String? = nil, restSuffix: String? = nil) {
      self.url = url
      self.variable = variable
      self.setByCI = setByCI
      self.restSuffix = restSuffix
    }

    /// An address that was given in the place of this one.
    public func replaced(by text: String) -> String {
      guard let restSuffix else { return text }
      let path = text.hasSuffix("/") ? text.dropLast() : text[...]
      return path.hasSuffix(restSuffix) ? String(path.dropLast(restSuffix.count)) : text
    }
  }

  /// What a provider is asked with.
  public struct Key: Sendable {
    /// The variable that holds it.
    public let variable: String
    /// How keys begin, for messages: `mint_`; nil where they have no common beginning.
    public let beginning: String?
    /// Where keys are made.
    public let madeAt: String
    /// How it is sent.
    public let use: Use
    /// Header fields that are sent beside it.
    public let headers: [String: String]
    /// What status 401 means and what to do, as a sentence without its full stop; `{key}` is where the key was read.
    public let unauthorized: String
    /// What status 403 means and what to do, in the same form.
    public let forbidden: String

    init(
      variable: String, beginning: String? = nil, madeAt: String, use: Use = .bearer,
      headers: [String: String] = [:], unauthorized: String, forbidden: String
    ) {
      self.variable = variable
      self.beginning = beginning
      self.madeAt = madeAt
      self.use = use
      self.headers = headers
      self.unauthorized = unauthorized
      self.forbidden = forbidden
    }
  }

  /// How a key is sent.
  public enum Use: Sendable {
    /// `Authorization: Bearer KEY` (RFC 6750).
    case bearer
    /// `Authorization: Basic`, as the user name with an empty password (RFC 7617).
    case basic
    /// In a header field of this name.
    case header(String)
  }
}

extension Provider: Equatable {
  /// Whether both are the same provider.
  public static func == (left: Provider, right: Provider) -> Bool { left.id == right.id }
}

/// How a service says that it was asked too often, besides status 429 with `Retry-After`.
public struct AskingLimit: Sendable {
  /// Statuses that may say it, where the body has one of the words or the header says that nothing is left.
  public let statuses: Set<Int>
  /// Words of a body that say it, in lower case.
  public let words: [String]
  /// Types of errors in an answer with a good status that say it.
  public let errorTypes: Set<String>
  /// The header field with the number of requests that are left.
  public let remaining: String
  /// The header field with the time from which on there are more, in seconds since 1970.
  public let reset: String
  /// How many seconds to wait where the answer does not tell.
  public let seconds: Int
}

extension Provider {
  /// Whether a job is of a repository, or of one below an owner or a group, whatever the case of their names.
  private static let coversPath: @Sendable (_ asked: ID, _ project: ID) -> Bool = { asked, project in
    let (asked, project) = (asked.text.lowercased().utf8, project.text.lowercased().utf8)
    return project.starts(with: asked)
      && [nil, UInt8(ascii: "/")].contains(project.dropFirst(asked.count).first)
  }

  /// The provider where none is named.
  public static var standard: Provider { all[0] }

  /// The provider of an id; nil when this version does not know it.
  public static func named(_ id: ID) -> Provider? { index(of: id).map { all[$0] } }

  /// Whether an id is that of a forge.
  static func isForge(_ id: ID) -> Bool { index(of: id).map { forges[$0] } ?? false }

  /// The agent behind all jobs of a provider, by its id; nil where they are of any, or the provider is not known.
  static func agent(ofJobsOf id: ID) -> String? {
    index(of: id).flatMap { forges[$0] ? nil : id.text }
  }

  /// What is asked of every job, for which a whole provider is much to copy: the ids of ``all``, and which are forges.
  private static let ids = all.map(\.id)
  private static let forges = all.map { $0.forge != nil }

  private static func index(of id: ID) -> Int? { ids.firstIndex(of: id) }

  /// The provider that an option's value names before its first colon, and what stands behind; without a known name
  /// all of the value is of the first provider.
  public static func split(_ value: String) -> (provider: Provider, rest: String) {
    let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, let provider = named(ID(String(parts[0]))) { return (provider, String(parts[1])) }
    return (standard, value)
  }

  /// The lists of a version, in the order in which they are tried: those of all jobs, or of open ones alone.
  public func lists(_ version: APIVersion = .auto, ofOpen: Bool = false) -> [Endpoint] {
    endpoints.filter { $0.answer.isList && $0.isOf(version) && ($0.open != nil) == ofOpen }
  }

  /// The lists that a project may have, in a version: the first whose places the project fills, and those that are
  /// asked where it does not have the project.
  public func lists(of project: ID, _ version: APIVersion = .auto, ofOpen: Bool = false) -> [Endpoint] {
    let values = values(project: project)
    let own = lists(version, ofOpen: ofOpen).filter { $0.request.names(values) }
    return Array(own.prefix(1)) + own.dropFirst().filter(\.isFallback)
  }

  /// What a request names: a project, and a job of it where one is asked for.
  public func values(project: ID, id: ID? = nil) -> RequestTemplate.Values {
    RequestTemplate.Values(project: project, id: id, sign: forge?.sign)
  }

  /// The requests for one job of a version, in the order in which they are tried.
  public func jobs(_ version: APIVersion = .auto) -> [Endpoint] {
    endpoints.filter { $0.answer.isJob && $0.isOf(version) }
  }

  /// What can be asked besides about a job that an endpoint told of: records behind it.
  public func details(behind endpoint: Endpoint) -> [Endpoint] {
    let behind = endpoints.drop { $0.id != endpoint.id }
    return behind.filter { !$0.answer.isList && $0.record != endpoint.record }
  }

  /// The versions that can be asked for, in their order.
  public var versions: [APIVersion] {
    var versions: [APIVersion] = []
    for version in endpoints.compactMap(\.version) where !versions.contains(version) {
      versions.append(version)
    }
    return versions
  }
}

/// A version of an API, where a provider has several: `v1`.
public struct APIVersion: RawRepresentable, Hashable, Sendable {
  /// The word in options and archives.
  public let rawValue: String

  /// The version of a word.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Every one, in the provider's order, where the ones before do not have a job.
  public static let auto = APIVersion(rawValue: "auto")

  /// `version 2`.
  public var words: String {
    rawValue.first == "v" ? "version \(rawValue.dropFirst())" : "version \(rawValue)"
  }
}
