import ReportKit

extension APIRequest {
  /// A page of the list of a project's jobs.
  static func list(_ session: FetchSession, project: String, skip: Int, take: Int) -> APIRequest {
    let shown = session.shown(project)
    return mintlify(session, "/v1/agent/", [project], "/jobs?skip=\(skip)&take=\(take)") { status in
      status == 404
        ? "there is no project '\(shown)', or the list of jobs is gone. Check the project id at "
          + "\(Service.mintlifyDashboard), or name jobs with --job or --jobs-from"
        : "the list of jobs is gone. Name jobs with --job or --jobs-from"
    }
  }

  /// One job of a project.
  static func job(
    _ session: FetchSession, version: APIVersion, project: String, id: String
  ) -> APIRequest {
    let shown = session.shown(project)
    return mintlify(session, "/\(version == .v2 ? "v2" : "v1")/agent/", [project, id], "", between: "/job/") {
      _ in
      "project '\(shown)' has no such job. Check the ids given with --job or --jobs-from"
    }
  }

  /// A key that was given where an id belongs is taken out of what is shown before the encoding, and whatever else
  /// looks like one behind it.
  private static func mintlify(
    _ session: FetchSession, _ head: String, _ ids: [String], _ tail: String, between: String = "",
    absence: @escaping @Sendable (Int) -> String
  ) -> APIRequest {
    let key = session.api.service.key
    func path(_ encode: (String) -> String) -> String {
      head + ids.map(encode).joined(separator: between) + tail
    }
    return APIRequest(
      path: path(PathSegment.encode),
      shownPath: path { PathSegment.encode(key.redact($0)).replacing("%5Bredacted%5D", with: "[redacted]") },
      absence: absence)
  }
}

extension Service {
  static let mintlifyDashboard = "https://app.mintlify.com/settings/organization/api-keys"

  /// Mintlify's API, asked with a key that was read from `keyPlace`.
  static func mintlify(_ baseURL: BaseURL, key: Secret, keyPlace: String) -> Service {
    Service(
      baseURL: baseURL, key: key,
      headers: { key in
        [
          ("Authorization", "Bearer \(key.exposed)"), ("Accept", "application/json"),
          ("User-Agent", "jobreport"),
        ]
      },
      words: Words(
        unauthorized:
          "the key in \(keyPlace) is wrong or expired. Keys expire after 90 days by default: make a new "
          + "one at \(mintlifyDashboard)",
        forbidden: "the key in \(keyPlace) lacks the scope 'read' for agents, or this address is not on its "
          + "allowlist. See its settings at \(mintlifyDashboard)",
        redirected: { redirect in
          switch redirect {
          case .samePlace:
            return
              "it redirects to another path of this server, which was not asked. Check the path of --base-url "
              + "or MINTLIFY_API_URL"
          case .elsewhere(let origin):
            let target = origin.map { "to \($0), which" } ?? "to an address that"
            return
              "it redirects \(target) was not asked, as the key stays with the base URL. Set --base-url or "
              + "MINTLIFY_API_URL to that address if you trust it"
          }
        },
        unreachable: "Check the network and the base URL, or try again later",
        otherService: "A login page or a proxy may stand before the API: check the base URL",
        otherAnswer: "Check that the base URL is that of the Mintlify API",
        invalid: "Check the base URL, the project id and the key",
        limited: "The service limits how often it is asked: try again later",
        down: "The service may be down: try again later",
        other: "Check the base URL, the project id and the job ids"),
      limitWait: { _, _ in nil })
  }
}
