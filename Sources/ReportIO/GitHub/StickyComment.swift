import ReportKit

/// The one comment on a pull request that is kept up to date from run to run.
///
/// It is found by its marker and by its author, through all pages of comments: what somebody else wrote is
/// never touched, whatever stands in it.
public struct StickyComment: Sendable {
  let client: GitHubClient
  let repository: String
  let number: Int
  let key: String
  let author: String?

  /// A comment on a pull request.
  ///
  /// - Parameters:
  ///   - client: GitHub.
  ///   - repository: Owner and name, `acme/docs`.
  ///   - number: The pull request's.
  ///   - key: What tells several comments apart; see ``CommentMarker/isKey(_:)``.
  ///   - author: The login that comments are written as; nil asks `GET /user`, which the token of a workflow
  ///     may not.
  public init(
    client: GitHubClient, repository: String, number: Int, key: String, author: String?
  ) throws(FetchError) {
    let parts = repository.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy(PathSegment.isUsable) else {
      throw .badSetting(
        variable: "repository '\(Excerpt.oneLine(repository, limit: 100))'",
        reason: "it is no owner and name; write acme/docs")
    }
    self.client = client
    self.repository = parts.map(PathSegment.encode).joined(separator: "/")
    self.number = number
    self.key = key
    self.author = author
  }

  /// What was done with the comment.
  public enum Outcome: Sendable, Equatable {
    /// `author` is set when it was written as somebody else than was looked for.
    case created(url: String, author: String?)
    case updated(url: String)
    /// The text was there already.
    case unchanged(url: String)
    case deleted
    /// There was nothing to delete.
    case absent
  }

  private struct Found {
    var id: Int
    var url: String
    var digest: String
  }

  /// The most pages of comments that are read: GitHub takes no more than 2,500 on an issue.
  private static let maximumPages = 50

  /// How often a comment is looked for again, when it is not sure whether it was made.
  private static let rounds = 3

  /// Makes the comment say a text; one that says it already is only read.
  public func say(_ text: [UInt8]) async throws -> Outcome {
    guard let marker = CommentMarker(key: key, text: text) else { throw badKey }
    let author = try await login()
    var round = 1
    while true {
      let found = try await find(author)
      for other in found.dropFirst() { try await delete(other) }
      if let first = found.first {
        if first.digest == marker.digest { return .unchanged(url: first.url) }
        do {
          _ = try await send(
            .gitHub("PATCH", "/repos/\(repository)/issues/comments/\(first.id)", body: body(marker, text)))
          return .updated(url: first.url)
        } catch FetchError.refused(.absent, _, _, _, _) where round < Self.rounds {
          // Somebody removed it meanwhile.
          round += 1
          continue
        }
      }
      do {
        let made = try await send(
          .gitHub(
            "POST", "/repos/\(repository)/issues/\(number)/comments", body: body(marker, text),
            isIdempotent: false))
        let writer = made?["user"]?["login"]?.string
        let isOurs = writer.map { $0.lowercased() == author.lowercased() } ?? true
        return .created(url: shown(made?["html_url"]?.string), author: isOurs ? nil : shown(writer))
      } catch let error as FetchError {
        // It may have been made all the same: look before it is made once more.
        guard case .failed(_, _, _, _, _, true) = error, round < Self.rounds else { throw error }
        let (clock, retry) = (client.api.clock, client.api.retry)
        try await clock.sleep(retry.wait(attempt: round, minimum: nil, random: clock.random()))
        round += 1
      }
    }
  }

  /// Removes the comment, if there is one.
  public func remove() async throws -> Outcome {
    let found = try await find(try await login())
    for comment in found { try await delete(comment) }
    return found.isEmpty ? .absent : .deleted
  }

  private var badKey: FetchError {
    .badSetting(variable: "--key", reason: "it takes letters, digits, '.', '_' and '-', 64 at most")
  }

  private func body(_ marker: CommentMarker, _ text: [UInt8]) -> [UInt8] {
    var body = Array(#"{"body":"#.utf8)
    JSONString.write(Array(marker.line.utf8) + text, into: &body)
    body.append(UInt8(ascii: "}"))
    return body
  }

  private func login() async throws -> String {
    if let author { return author }
    let user: JSONPath?
    do {
      user = try await send(.gitHub("GET", "/user"))
    } catch FetchError.refused(.forbidden, let place, _, _, _) {
      throw FetchError.badSetting(
        variable: place,
        reason: "the token may not ask whose it is; name the login that it writes comments as with --author")
    }
    guard let login = user?["login"]?.string else {
      throw FetchError.badSetting(
        variable: "GET \(client.api.service.baseURL)/user",
        reason: "the answer names no login; name it with --author")
    }
    return login
  }

  /// Our comments, the oldest first.
  private func find(_ author: String) async throws -> [Found] {
    var found: [Found] = []
    var page = 1
    var seen: Set<Int> = []
    while true {
      let path = "/repos/\(repository)/issues/\(number)/comments?per_page=100&page=\(page)"
      let request = APIRequest.gitHub("GET", path)
      let (comments, isLast) = try await client.api.send(request, read: Self.comments)
      let new = comments.compactMap { $0["id"]?.number }.filter { seen.insert($0).inserted }
      guard comments.isEmpty || !new.isEmpty, page <= Self.maximumPages else {
        throw FetchError.failed(
          place: client.api.place(of: request),
          reason: new.isEmpty ? "answered with comments that earlier pages had" : "is a page too many",
          attempts: 1, seconds: 0, advice: "The list does not end: check GITHUB_API_URL")
      }
      for comment in comments {
        guard comment["user"]?["login"]?.string?.lowercased() == author.lowercased(),
          let id = comment["id"]?.number,
          let marker = comment["body"]?.string.flatMap(CommentMarker.init(reading:)), marker.key == key
        else { continue }
        found.append(Found(id: id, url: shown(comment["html_url"]?.string), digest: marker.digest))
      }
      guard !isLast, !comments.isEmpty else { return found }
      page += 1
    }
  }

  private func delete(_ comment: Found) async throws {
    do {
      _ = try await send(.gitHub("DELETE", "/repos/\(repository)/issues/comments/\(comment.id)"))
    } catch FetchError.refused(.absent, _, _, _, _) {}
  }

  /// Comments of one page, and whether it is the last one. The addresses in the header are not followed: the token
  /// stays with the base URL.
  private static func comments(
    _ answer: HTTPAnswer
  ) throws(UnreadableBody) -> ([JSONPath], isLast: Bool) {
    guard let list = JSONPath(answer.body) else { throw .broken("no value is whole") }
    guard list.isList else { throw .foreign("no list") }
    let comments = list.elements
    let hasNext = answer.header("Link").map { $0.contains("rel=\"next\"") } ?? (comments.count == 100)
    return (comments, !hasNext)
  }

  /// Sends a request; the body of what was done may be missing.
  private func send(_ request: APIRequest) async throws -> JSONPath? {
    do {
      return try await client.api.send(request) { JSONPath($0.body) }
    } catch FetchError.refused(.forbidden, let place, let status, _, let reason)
      where reason.lowercased().contains("locked")
    {
      throw FetchError.refused(
        .forbidden, place: place, status: status,
        words: "unlock the conversation, or leave out --post", reason: reason)
    }
  }

  private func shown(_ text: String?) -> String {
    Excerpt.oneLine(client.api.service.key.redact(text ?? ""), limit: 300)
  }
}
