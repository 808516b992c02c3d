import FlyingFox
import Foundation

/// The answers of the GitHub endpoints: comments with paging, whose a token is, pull requests by GraphQL.
struct GitHubReply {
  let method: String
  /// The segments of the path.
  let path: [String]
  let query: [String: String]
  let authorization: String?
  let body: [UInt8]
  /// The address of the server.
  let url: String

  /// Whether a path is one of GitHub's.
  static func serves(_ path: [String]) -> Bool { ["repos", "user", "graphql"].contains(path.first) }

  /// Answers, and does what is asked.
  func reply(_ state: inout SampleGitHub) -> SampleReply {
    guard let name = authorization?.split(separator: " ").last, let token = state.tokens[String(name)] else {
      return message(401, "Bad credentials")
    }
    switch (method, path.count, path.first) {
    case ("GET", 1, "user"):
      guard token.canReadUser else { return message(403, "Resource not accessible by integration") }
      return json(["login": token.login])
    case ("POST", 1, "graphql"): return graphQL(state)
    case (_, 6, "repos") where path[3] == "issues" && path[5] == "comments":
      return comments(of: "\(path[1])/\(path[2])#\(path[4])", token, &state)
    case (_, 6, "repos") where path[3] == "issues" && path[4] == "comments":
      return comment(Int(path[5]) ?? 0, token, &state)
    default: return message(404, "Not Found")
    }
  }

  private func comments(
    of pullRequest: String, _ token: SampleGitHub.Token, _ state: inout SampleGitHub
  ) -> SampleReply {
    guard state.pullRequests[pullRequest.lowercased()] != nil else { return message(404, "Not Found") }
    if method == "POST" {
      guard token.canWrite else { return message(403, "Resource not accessible by integration") }
      guard let text, text.utf16.count <= 65_536 else { return message(422, "Body is too long") }
      return json(shown(state.write(text, on: pullRequest, as: token.login)), status: 201)
    }
    guard method == "GET" else { return message(404, "Not Found") }
    let size = min(100, max(1, query["per_page"].flatMap(Int.init) ?? 30))
    let page = max(1, query["page"].flatMap(Int.init) ?? 1)
    let all = state.comments.filter { $0.pullRequest.lowercased() == pullRequest.lowercased() }
    let start = min((page - 1) * size, all.count)
    let end = min(start + size, all.count)
    var reply = json(all[start..<end].map(shown))
    if end < all.count {
      let next = "\(url)/\(path.joined(separator: "/"))?per_page=\(size)&page=\(page + 1)"
      reply.headers[HTTPHeader("Link")] = "<\(next)>; rel=\"next\""
    }
    return reply
  }

  private func comment(_ id: Int, _ token: SampleGitHub.Token, _ state: inout SampleGitHub) -> SampleReply {
    guard let comment = state.comments.first(where: { $0.id == id }) else { return message(404, "Not Found") }
    guard token.canWrite, comment.author == token.login else {
      return message(403, "Resource not accessible by integration")
    }
    switch method {
    case "PATCH":
      guard let text, let edited = state.edit(id, body: text) else { return message(422, "Invalid request") }
      return json(shown(edited))
    case "DELETE":
      _ = state.delete(id)
      return SampleReply(status: 204, body: [])
    default: return message(404, "Not Found")
    }
  }

  /// Answers `alias: repository(owner: $o0, name: $n0) { pullRequest(number: $k0) … }`, so often.
  private func graphQL(_ state: SampleGitHub) -> SampleReply {
    guard let object = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any],
      let query = object["query"] as? String, let variables = object["variables"] as? [String: Any]
    else { return message(400, "Problems parsing JSON") }
    let pattern =
      /(\w+): ?repository\(owner: ?\$(\w+), ?name: ?\$(\w+)\) ?\{ ?pullRequest\(number: ?\$(\w+)\)/
    var data: [String: Any] = [:]
    var errors: [[String: Any]] = []
    for match in query.matches(of: pattern) {
      let (_, alias, owner, name, number) = match.output
      let repository = "\(variables[String(owner)] ?? "")/\(variables[String(name)] ?? "")"
      let key = "\(repository)#\(variables[String(number)] ?? "")".lowercased()
      if let pullRequest = state.pullRequests[key] {
        data[String(alias)] = ["pullRequest": shown(pullRequest, query)]
      } else {
        data[String(alias)] = NSNull()
        errors.append([
          "type": "NOT_FOUND", "path": [String(alias)],
          "message": "Could not resolve to a Repository with the name '\(repository)'.",
        ])
      }
    }
    let answer: [String: Any] = errors.isEmpty ? ["data": data] : ["data": data, "errors": errors]
    return json(answer)
  }

  private func shown(_ pullRequest: SampleGitHub.PullRequest, _ query: String) -> [String: Any] {
    var object: [String: Any] = [
      "state": pullRequest.state, "isDraft": pullRequest.isDraft, "createdAt": pullRequest.createdAt,
      "closedAt": pullRequest.closedAt ?? NSNull(),
      "mergedAt": (pullRequest.state == "MERGED" ? pullRequest.closedAt : nil) ?? NSNull(),
      "mergedBy": pullRequest.mergedBy.map { ["login": $0] as Any } ?? NSNull(),
      "additions": pullRequest.additions, "deletions": pullRequest.deletions,
    ]
    if query.contains("statusCheckRollup") {
      let rollup: Any = pullRequest.checks.map { ["state": $0] } ?? NSNull()
      object["commits"] = ["nodes": [["commit": ["statusCheckRollup": rollup]]]]
    }
    return object
  }

  private func shown(_ comment: SampleGitHub.Comment) -> [String: Any] {
    let parts = comment.pullRequest.split(separator: "#")
    return [
      "id": comment.id, "body": comment.body, "user": ["login": comment.author],
      "html_url": "https://github.com/\(parts[0])/pull/\(parts[1])#issuecomment-\(comment.id)",
    ]
  }

  private var text: String? {
    (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])?["body"] as? String
  }

  private func json(_ value: Any, status: Int = 200) -> SampleReply {
    let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
    return SampleReply(status: status, body: Array(data ?? Data()))
  }

  private func message(_ status: Int, _ text: String) -> SampleReply {
    json(["message": text], status: status)
  }
}
