import ReportKit

/// Something that goes wrong at the sample API, on request.
public struct SampleFault: Sendable {
  /// What happens instead of, or to, the answer.
  public enum Effect: Sendable {
    /// A status with a JSON body; `retryAfter` is the header's value, seconds or an HTTP date.
    case status(Int, retryAfter: String? = nil, body: String = #"{"error":"a fault on request"}"#)
    /// A status with header fields and a JSON body.
    case answer(Int, headers: [String: String], body: String)
    /// The whole length is announced, and the connection closes after so many bytes of the body.
    case cutBody(after: Int)
    /// Status 200 with other bytes and another content type, such as a login page.
    case page(contentType: String, body: String)
    /// Status 200 with other JSON.
    case json(String)
    /// Nothing for so long, then the answer.
    case slowHead(Duration)
    /// The body byte by byte, with so long between two.
    case dribble(Duration)
    /// A redirect to an address.
    case redirect(status: Int = 302, to: String)
    /// These jobs of the provider that is asked appear, newest first, before the answer is made.
    case newJobs([[UInt8]])
    /// The body, padded with spaces to so many bytes.
    case padded(Int)
    /// The body with `Content-Encoding: gzip`.
    case gzip
    /// As `padded`, with `Content-Encoding: gzip`: a small body that grows.
    case gzipPadded(Int)
    /// The answer of another offset and length of the standard provider's list than asked for.
    case list(skip: Int, take: Int)
  }

  /// Which requests it befalls.
  public enum Target: Sendable, Equatable {
    /// Every request.
    case all
    /// Every list of jobs.
    case list
    /// One request of a provider, as archives name it: `v1/job`.
    case endpoint(Endpoint.ID)
    /// Every request about one job.
    case job(ID)
    /// Requests to GitHub of a method, such as `POST`.
    case gitHub(String)
    /// Everything of one project.
    case project(ID)
  }

  /// What happens.
  public var effect: Effect
  /// To which requests.
  public var target: Target
  /// How many of them are spared first.
  public var sparing: Int
  /// How many are befallen then.
  public var times: Int

  /// A fault; it befalls every request of its target unless told otherwise.
  public init(_ effect: Effect, on target: Target = .all, sparing: Int = 0, times: Int = .max) {
    self.effect = effect
    self.target = target
    self.sparing = sparing
    self.times = times
  }

  /// Counts a request down; tells whether the fault befalls it.
  mutating func strikes(_ route: Route) -> Bool {
    guard times > 0, matches(route) else { return false }
    if sparing > 0 {
      sparing -= 1
      return false
    }
    times -= 1
    return true
  }

  /// Counts a request to GitHub down; tells whether the fault befalls it.
  mutating func strikes(gitHub method: String) -> Bool {
    guard times > 0, case .gitHub(method) = target else { return false }
    if sparing > 0 {
      sparing -= 1
      return false
    }
    times -= 1
    return true
  }

  private func matches(_ route: Route) -> Bool {
    switch target {
    case .all: true
    case .list: route.endpoint.answer.isList
    case .endpoint(let id): route.endpoint.id == id
    case .gitHub: false
    case .job(let id): route.id == id
    case .project(let project): route.project == project
    }
  }
}
