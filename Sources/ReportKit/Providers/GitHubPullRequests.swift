/// Pull requests on GitHub as jobs of the agents that wrote them (https://docs.github.com/en/graphql): of one repository
/// in the order of their changes, or of all repositories of an owner by search.
///
/// Whose a pull request is tells ``Agent``; what no agent wrote is not a job. Merged and closed ones are completed; open
/// ones are completed, too, and wait for review, unless their checks fail or changes are asked for: then they wait for a
/// person. Only an agent's own words make one running.
extension Provider {
  /// https://github.com
  public static let gitHub = Provider(
    id: "github", name: "GitHub",
    scope: "a repository such as acme/docs, or an owner for all of their repositories",
    exampleID: "acme/docs#12",
    address: Address(url: "https://api.github.com", variable: "GITHUB_API_URL", restSuffix: "/v3"),
    key: Key(
      variable: "GITHUB_TOKEN", beginning: nil, madeAt: "https://github.com/settings/personal-access-tokens",
      unauthorized:
        "the token in {key} is wrong or expired. In a workflow of GitHub Actions, set 'env: GITHUB_TOKEN: "
        + "${{ github.token }}'; elsewhere 'gh auth token' prints one",
      forbidden:
        "the token in {key} may not read pull requests. Give the job 'permissions: pull-requests: read', or the "
        + "token access to the repository"),
    documentation: "https://docs.github.com/en/graphql/reference/objects#pullrequest",
    limit: .gitHub, forge: Forge(sign: "#"),
    endpoints: [
      gitHubRepository(
        .gitHubRepository, states: "",
        marks: [
          ["headRefName", "isDraft"], ["headRefName", "mergedAt", "number"],
        ]),
      gitHubSearch(.gitHubSearch, terms: ""),
      gitHubRepository(.gitHubOpenRepository, states: "states: OPEN, ", open: GitHubPullRequest.isOpen),
      gitHubSearch(.gitHubOpenSearch, terms: "is:open ", open: GitHubPullRequest.isOpen),
      Endpoint(
        .gitHubPullRequest, record: "github", request: .gitHubPullRequest,
        answer: .job(at: ["data", "repository", "pullRequest"]), errors: .inAnswer,
        identify: GitHubPullRequest.id,
        decode: GitHubPullRequest.decode),
    ])

  /// The pull requests of a repository, those of some states.
  private static func gitHubRepository(
    _ id: Endpoint.ID, states: String, marks: [[StaticString]] = [],
    open: (@Sendable (FieldReader) -> Bool)? = nil
  ) -> Endpoint {
    Endpoint(
      id, record: "github", request: .gitHubRepository(states: states),
      answer: .list(
        at: ["data", "repository", "pullRequests", "nodes"],
        .cursor(
          at: ["data", "repository", "pullRequests", "pageInfo", "endCursor"],
          more: ["data", "repository", "pullRequests", "pageInfo", "hasNextPage"], size: 100),
        order: .updated("updatedAt")),
      errors: .inAnswer, open: open, marks: marks, identify: GitHubPullRequest.id,
      isJob: GitHubPullRequest.isJob, absence: GitHubPullRequest.absence, decode: GitHubPullRequest.decode)
  }

  /// The pull requests of all repositories of an owner, those that terms of a search fit.
  private static func gitHubSearch(
    _ id: Endpoint.ID, terms: String, open: (@Sendable (FieldReader) -> Bool)? = nil
  ) -> Endpoint {
    Endpoint(
      id, record: "github", request: .gitHubSearch(terms: terms),
      answer: .list(
        at: ["data", "search", "nodes"],
        .cursor(
          at: ["data", "search", "pageInfo", "endCursor"],
          more: ["data", "search", "pageInfo", "hasNextPage"],
          size: 100, found: ListTotal(at: ["data", "search", "issueCount"], most: 1000)),
        order: .updated("updatedAt")),
      errors: .inAnswer, open: open, identify: GitHubPullRequest.id, isJob: GitHubPullRequest.isJob,
      absence: GitHubPullRequest.absence, decode: GitHubPullRequest.decode)
  }
}

extension Endpoint.ID {
  /// Pull requests of a repository.
  public static let gitHubRepository = Endpoint.ID(rawValue: "github/repository")
  /// Pull requests of all repositories of an owner.
  public static let gitHubSearch = Endpoint.ID(rawValue: "github/search")
  /// Open pull requests of a repository.
  static let gitHubOpenRepository = Endpoint.ID(rawValue: "github/openRepository")
  /// Open pull requests of all repositories of an owner.
  static let gitHubOpenSearch = Endpoint.ID(rawValue: "github/openSearch")
  /// One pull request.
  public static let gitHubPullRequest = Endpoint.ID(rawValue: "github/pullRequest")
}

extension AskingLimit {
  /// GitHub's limits: primary ones name the time of their end, secondary ones a number of seconds, or nothing: then it
  /// is a minute (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api). GraphQL refuses with
  /// status 200 (https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api).
  public static let gitHub = AskingLimit(
    statuses: [403, 429], words: ["rate limit", "abuse detection"], errorTypes: ["RATE_LIMITED"],
    remaining: "X-RateLimit-Remaining", reset: "X-RateLimit-Reset", seconds: 60)
}

extension RequestTemplate {
  /// What is asked of each pull request. The authors of the last commit are those of its trailers, too.
  private static let fields =
    """
    fragment job on PullRequest { number title url body state isDraft createdAt updatedAt closedAt mergedAt \
    headRefName baseRefName additions deletions author { __typename login } mergedBy { login } \
    repository { nameWithOwner } labels(first: 10) { nodes { name } } reviewDecision \
    commits(last: 1) { nodes { commit { authors(first: 5) { nodes { email user { login } } } \
    statusCheckRollup { state } } } } }
    """

  fileprivate static func gitHubRepository(states: String) -> RequestTemplate {
    RequestTemplate(
      graphQL: """
        query($owner: String!, $name: String!, $size: Int!, $after: String) { repository(owner: $owner, name: $name) { \
        pullRequests(\(states)first: $size, after: $after, orderBy: {field: UPDATED_AT, direction: DESC}) { \
        nodes { ...job } pageInfo { hasNextPage endCursor } } } } \(fields)
        """, variables: ["owner": "{owner}", "name": "{name}", "size": "{size}", "after": "{cursor}"])
  }

  /// In `ISSUE_ADVANCED` the words of a query mean the same as on the pages of GitHub.
  fileprivate static func gitHubSearch(terms: String) -> RequestTemplate {
    RequestTemplate(
      graphQL: """
        query($query: String!, $size: Int!, $after: String) { search(type: ISSUE_ADVANCED, query: $query, first: $size, \
        after: $after) { issueCount nodes { ... on PullRequest { ...job } } pageInfo { hasNextPage endCursor } } } \(fields)
        """,
      variables: [
        "query": "is:pr \(terms)sort:updated-desc user:{project} updated:<={until}", "size": "{size}",
        "after": "{cursor}",
      ])
  }

  fileprivate static let gitHubPullRequest = RequestTemplate(
    graphQL: """
      query($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) { \
      pullRequest(number: $number) { ...job } } } \(fields)
      """, variables: ["owner": "{owner}", "name": "{name}", "number": "{number}"])
}

private enum GitHubPullRequest {
  /// `acme/docs#12`, spelled as its address is.
  static let id: @Sendable (FieldReader) -> ID? = { reader in
    repository(reader).flatMap { id(reader, of: $0.name) }
  }

  private static func id(_ reader: FieldReader, of repository: String) -> ID? {
    reader.id("number").map { ID("\(repository)#\($0.text)") }
  }

  static let isJob: @Sendable (FieldReader) -> Bool = { reader in
    sighting(reader, reader.utf8("body")) != nil
  }

  static let isOpen: @Sendable (FieldReader) -> Bool = { reader in reader.string("state") == "OPEN" }

  static let absence: @Sendable (Int, String) -> String = { _, project in
    "there is no repository or owner '\(project)' that the token can see. Check --project, and that the token may read "
      + "it; without a token of your own, one of a workflow sees its own repository only"
  }

  static let decode: @Sendable (inout FieldReader) -> JobPatch = { reader in
    var patch = JobPatch()
    if let repository = repository(reader) {
      patch.id = id(reader, of: repository.name)
      patch.project = ID(reader.plain(repository.name))
      patch.repository = .value(reader.plain(repository.url))
    }
    patch.title = reader.visibleText("title", for: .title)
    patch.url = reader.visibleText("url", for: .url)
    patch.branch = reader.visibleText("headRefName", for: .branch)
    patch.createdAt = reader.timestamp("createdAt", for: .createdAt)
    patch.updatedAt = reader.timestamp("updatedAt", for: .updatedAt)
    patch.endedAt = reader.timestamp("closedAt", for: .endedAt)
    if case .value(let merged) = reader.timestamp("mergedAt", for: .endedAt) {
      patch.endedAt = .value(merged)
    }
    patch.labels = labels(reader)
    let body = reader.utf8("body")
    patch.takeDescription("body", body, of: reader)
    if reader.leavesOutSummed { return patch }
    patch.pullRequests = reader.pullRequests("url")
    let sighting = sighting(reader, body)
    patch.requestedBy = requester(reader, sighting, body)
    patch.take(
      sighting, PullRequestState(gitHub: reader.path, hiding: reader.json.redaction), body: body,
      words: PullRequestWords(
        state: reader.string("state"), changes: "CHANGES_REQUESTED", checks: "FAILURE"))
    return patch
  }

  /// Owner and name of the repository, and its address: those that the pull request's own address has.
  private static func repository(_ reader: FieldReader) -> (name: String, url: String)? {
    guard let address = reader.string("url")?.before("/pull/") else { return nil }
    let parts = address.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: true)
    guard parts.count == 4 else { return nil }
    return ("\(Substring(parts[2]))/\(Substring(parts[3]))", String(address))
  }

  private static func sighting(_ reader: FieldReader, _ body: [UInt8]) -> AgentSighting? {
    let author = reader.path("author")?["login"]?.string
    return Agent.sighting(
      in: DescriptionLines(body), author: author, branch: reader.string("headRefName"),
      commitAuthors: commitAuthors(reader))
  }

  private static func commitAuthors(_ reader: FieldReader) -> [String] {
    let commit = reader.path("commits")?["nodes"]?.elements.last?["commit"]
    let authors = commit?["authors"]?["nodes"]?.elements ?? []
    return authors.flatMap { [$0["email"]?.string, $0["user"]?["login"]?.string].compactMap(\.self) }
  }

  /// The person under whose account it was opened, else the one whom an app's description names.
  private static func requester(
    _ reader: FieldReader, _ sighting: AgentSighting?, _ body: [UInt8]
  ) -> Field<String> {
    let author = reader.path("author")
    if let login = author?["login"]?.string, author?["__typename"]?.string != "Bot",
      let agent = sighting?.agent,
      !agent.logins.contains(Agent.plainLogin(login))
    {
      return .value(reader.plain(login))
    }
    guard let found = body[...].firstRange(of: "Requested by: @") else { return .null }
    let login = body[found.upperBound...].prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
    return login.isEmpty ? .null : .value(reader.plain(String(decoding: login, as: UTF8.self)))
  }

  private static func labels(_ reader: FieldReader) -> Field<[String]> {
    guard let labels = reader.path("labels") else { return .absent }
    // The program gh has them without the object around.
    return .value((labels["nodes"] ?? labels).elements.compactMap { $0["name"]?.string.map(reader.plain) })
  }
}

extension PullRequestState {
  /// Reads an object `PullRequest` of GitHub's GraphQL API
  /// (https://docs.github.com/en/graphql/reference/objects#pullrequest); nil when it names no known state.
  public init?(gitHub bytes: [UInt8], hiding redaction: Redaction) {
    guard let object = JSONPath(bytes) else { return nil }
    self.init(gitHub: { object[$0] }, hiding: redaction)
  }

  /// Reads the members of such an object.
  fileprivate init?(gitHub member: (StaticString) -> JSONPath?, hiding redaction: Redaction) {
    switch member("state")?.string {
    case "MERGED": self.init(kind: .merged)
    case "CLOSED": self.init(kind: .closed)
    case "OPEN": self.init(kind: member("isDraft")?.flag == true ? .draft : .open)
    default: return nil
    }
    createdAt = member("createdAt")?.string.flatMap(Timestamp.init(iso8601:))
    endedAt = (member("mergedAt") ?? member("closedAt"))?.string.flatMap(Timestamp.init(iso8601:))
    mergedBy = member("mergedBy")?["login"]?.string.flatMap(Job.shown).map(redaction.redact)
    if let added = member("additions")?.number, let removed = member("deletions")?.number {
      lines = Lines(added: added, removed: removed)
    }
    let commit = member("commits")?["nodes"]?.elements.last?["commit"]
    switch commit?["statusCheckRollup"]?["state"]?.string {
    case "SUCCESS": checks = .passing
    case "FAILURE", "ERROR": checks = .failing
    case "PENDING", "EXPECTED": checks = .pending
    default: break
    }
    guard isOpen else { return }
    switch member("reviewDecision")?.string {
    case "APPROVED": review = .approved
    case "CHANGES_REQUESTED": review = .changesRequested
    case "REVIEW_REQUIRED": review = .required
    default: break
    }
  }
}
