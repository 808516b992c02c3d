import ReportKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// GitHub, asked with a token.
public struct GitHubClient: Sendable {
  let api: APIClient
  /// The address of its GraphQL endpoint.
  let graphQL: String

  /// A client; the caller shuts the transport down.
  ///
  /// - Parameters:
  ///   - environment: `GITHUB_TOKEN`; `GITHUB_API_URL` (`https://api.github.com` without it) and
  ///     `GITHUB_GRAPHQL_URL`, which GitHub Actions sets and which differ on GitHub Enterprise Server.
  ///   - transport: What sends requests.
  ///   - retry: When to send again.
  ///   - clock: Time and chance.
  /// - Throws: ``FetchError/badRequest(reason:)`` without a token, ``FetchError/badSetting(variable:reason:)``.
  public init(
    environment: [String: String], transport: HTTPTransport, retry: RetryPolicy = RetryPolicy(),
    clock: FetchClock = .live
  ) throws(FetchError) {
    guard let token = RunKeys(environment: environment).gitHub else {
      throw .badRequest(
        reason: "there is no GitHub token; put one into GITHUB_TOKEN. In a workflow of GitHub Actions: "
          + "'env: GITHUB_TOKEN: ${{ github.token }}'")
    }
    guard token.isSendable else {
      throw .badSetting(
        variable: "GITHUB_TOKEN", reason: "it holds spaces or other characters that no token has")
    }
    let address = environment.variable("GITHUB_API_URL") ?? Provider.gitHub.address.url
    let base = try Self.address(address, name: "GITHUB_API_URL")
    if let address = environment.variable("GITHUB_GRAPHQL_URL") {
      graphQL = try Self.address(address, name: "GITHUB_GRAPHQL_URL").description
    } else if base.prefix.hasSuffix("/v3") {
      // https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql
      graphQL = "\(base.origin)\(base.prefix.dropLast(3))/graphql"
    } else {
      graphQL = "\(base)/graphql"
    }
    api = APIClient(.gitHub(base, token: token), transport: transport, retry: retry, clock: clock)
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

  private static func address(_ text: String, name: String) throws(FetchError) -> BaseURL {
    do {
      return try BaseURL(text, example: Provider.gitHub.address.url)
    } catch .badBaseURL(_, let reason) {
      throw .badSetting(variable: name, reason: reason)
    } catch {
      throw .badSetting(variable: name, reason: error.wording)
    }
  }
}

extension APIRequest {
  /// A request to GitHub's REST API; path and query are encoded.
  static func gitHub(
    _ method: String = "GET", _ path: String, body: [UInt8]? = nil, isIdempotent: Bool = true
  ) -> APIRequest {
    APIRequest(
      method: method, path: path, shownPath: path, body: body, isIdempotent: isIdempotent,
      wantsJSON: method != "DELETE", absence: Service.gitHubAbsence)
  }
}

extension Service {
  static let gitHubAbsence: @Sendable (Int) -> String = { _ in
    "there is no such pull request, or the token in GITHUB_TOKEN cannot see it. Check --repository and "
      + "--pull-request, and give the job 'permissions: pull-requests: write'"
  }

  /// GitHub's API.
  static func gitHub(_ baseURL: BaseURL, token: Secret) -> Service {
    Service(
      baseURL: baseURL, key: token,
      headers: { token in
        [
          ("Authorization", "Bearer \(token.exposed)"), ("Accept", "application/vnd.github+json"),
          ("X-GitHub-Api-Version", "2022-11-28"), ("User-Agent", "jobreport"),
        ]
      },
      words: Words(
        unauthorized: "the token in GITHUB_TOKEN is wrong or expired. In a workflow of GitHub Actions, set "
          + "'env: GITHUB_TOKEN: ${{ github.token }}'",
        forbidden:
          "the token in GITHUB_TOKEN may not do this. Give the job 'permissions: pull-requests: write'. In "
          + "the run of a pull request from a fork the token can only read, whatever the workflow says: use the "
          + "two workflows of docs/ci.md",
        redirected: { _ in
          "the repository was renamed or moved, and the token stays with the address that it was given for. Name the "
            + "new place with --repository"
        },
        unreachable: "Check the network and GITHUB_API_URL, or try again later",
        otherService: "Something else may answer in GitHub's place: check GITHUB_API_URL",
        otherAnswer: "Check GITHUB_API_URL",
        invalid: "Check --repository, --pull-request and GITHUB_API_URL",
        limited:
          "GitHub limits how often it is asked (a workflow's token 1,000 times an hour): try again later",
        down: "GitHub may be down: try again later",
        other: "Check --repository, --pull-request and GITHUB_API_URL"),
      limitWait: { answer, clock in AskingLimit.gitHub.wait(answer, clock) })
  }
}
