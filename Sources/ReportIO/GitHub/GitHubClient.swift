import ReportKit
import Synchronization

/// Where GitHub is and with which token it is asked.
public struct GitHubClient: Sendable {
  let api: BaseURL
  let graphQL: String
  let token: Secret
  let transport: HTTPTransport
  let retry: RetryPolicy
  let clock: FetchClock
  /// Whether GitHub has answered anything.
  let hasAnswered = AnsweredFlag()

  /// A client; the caller shuts the transport down.
  ///
  /// - Parameters:
  ///   - environment: `GITHUB_TOKEN`; `GITHUB_API_URL` (`https://api.github.com` without it) and
  ///     `GITHUB_GRAPHQL_URL`, which GitHub Actions sets and which differ on GitHub Enterprise Server.
  ///   - transport: What sends requests.
  ///   - retry: When to send again.
  ///   - clock: Time and chance.
  public init(
    environment: [String: String], transport: HTTPTransport, retry: RetryPolicy = RetryPolicy(),
    clock: FetchClock = .live
  ) throws(GitHubError) {
    guard let token = environment.variable("GITHUB_TOKEN") else { throw .noToken }
    self.token = Secret(token, shownAs: "[redacted]")
    guard self.token.isSendable else {
      throw .badSetting(name: "GITHUB_TOKEN", reason: "it holds spaces or other characters that no token has")
    }
    api = try Self.address(
      environment.variable("GITHUB_API_URL") ?? "https://api.github.com", name: "GITHUB_API_URL")
    if let address = environment.variable("GITHUB_GRAPHQL_URL") {
      graphQL = try Self.address(address, name: "GITHUB_GRAPHQL_URL").description
    } else if api.prefix.hasSuffix("/v3") {
      // https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql
      graphQL = "\(api.origin)\(api.prefix.dropLast(3))/graphql"
    } else {
      graphQL = "\(api)/graphql"
    }
    self.transport = transport
    self.retry = retry
    self.clock = clock
  }

  /// The host of the addresses of pull requests: that of `GITHUB_SERVER_URL`, which GitHub Actions sets, else
  /// that of the API.
  public static func webHost(_ environment: [String: String]) -> String {
    for name in ["GITHUB_SERVER_URL", "GITHUB_API_URL"] {
      guard let text = environment.variable(name), let url = try? BaseURL(text) else { continue }
      if url.host == "api.github.com" { return "github.com" }
      return url.origin.split(separator: "/").last.map(String.init) ?? url.host
    }
    return "github.com"
  }

  private static func address(_ text: String, name: String) throws(GitHubError) -> BaseURL {
    do {
      return try BaseURL(text)
    } catch .badBaseURL(_, let reason) {
      throw .badSetting(
        name: name, reason: reason.replacing("https://api.mintlify.com", with: "https://api.github.com"))
    } catch {
      throw .badSetting(name: name, reason: error.wording)
    }
  }
}

/// A request to GitHub.
struct GitHubRequest: Sendable {
  var method = "GET"
  /// Path and query behind the base URL, encoded; nil: the GraphQL endpoint.
  var path: String?
  var body: [UInt8]?
  /// Whether sending it twice is the same as sending it once.
  var isIdempotent = true
}

/// Set by the first answer, and then for good.
final class AnsweredFlag: Sendable {
  private let flag = Atomic(false)

  /// Whether there was an answer.
  var isSet: Bool { flag.load(ordering: .relaxed) }

  /// Notes an answer.
  func set() { flag.store(true, ordering: .relaxed) }
}
