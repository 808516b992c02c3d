/// A service that is asked: where it is, how it takes its key, and what its refusals mean to a person.
struct Service: Sendable {
  /// Where it is; the key goes nowhere else.
  var baseURL: BaseURL
  /// What it takes from its users.
  var key: Secret
  /// Header fields of every request, the one with the key among them: a function, so that nothing prints them.
  var headers: @Sendable (Secret) -> [(name: String, value: String)]
  /// What it says and what to do.
  var words: Words
  /// How long an answer asks to wait before the request is sent again, where it was refused for a limit on how often
  /// a service is asked; nil for any other answer.
  var limitWait: @Sendable (HTTPAnswer, FetchClock) -> Duration?

  /// What stands behind the place of a request, or at the end of a message, as a sentence without its full stop.
  struct Words: Sendable {
    /// Behind `answered 401; `.
    var unauthorized: String
    /// Behind `answered 403; `.
    var forbidden: String
    /// Behind `answered 302; `.
    var redirected: @Sendable (Redirect) -> String
    /// Where nothing answered, or the answer broke off.
    var unreachable: String
    /// Where something else may have answered.
    var otherService: String
    /// Where the answer is not what this service says.
    var otherAnswer: String
    /// Where the request cannot be sent as it is.
    var invalid: String
    /// Where a limit was met.
    var limited: String
    /// Where the service itself fails.
    var down: String
    /// For any other status.
    var other: String
  }

  /// Where an answer leads to.
  enum Redirect: Sendable {
    case samePlace
    /// Scheme, host and port; nil where they cannot be read.
    case elsewhere(origin: String?)
  }
}

/// A request to a service.
struct APIRequest: Sendable {
  var method = "GET"
  /// Path and query behind the base URL, encoded; a whole URL of the same service where it begins with `http`.
  var path: String
  /// The path as messages show it.
  var shownPath: String
  var body: [UInt8]?
  /// Whether sending it twice is the same as sending it once.
  var isIdempotent = true
  /// Whether it is answered with JSON.
  var wantsJSON = true
  /// What it means that there is nothing (404, 410, and 501 where the service has no such request), and what to do.
  var absence: @Sendable (_ status: Int) -> String
}

/// Why a body with a good status is not an answer.
enum UnreadableBody: Error {
  /// It is cut or no JSON: another try may bring a whole one.
  case broken(String)
  /// It is JSON of another kind: another try would bring the same.
  case foreign(String)
  /// It says itself that there is nothing, or nothing that may be seen.
  case absent
  /// It says itself what went wrong: another try may go well.
  case refused(String)
}
