/// Why jobs could not be fetched: a place, a reason, and what to do.
///
/// No case holds a key: whatever came from outside was redacted and made one line before.
public enum FetchError: Error, Equatable, Sendable {
  /// A base URL that no key is sent to.
  case badBaseURL(shown: String, reason: String)
  /// A variable of the environment (proxy, certificates) that cannot be used.
  case badSetting(variable: String, reason: String)
  /// A key that cannot be sent; `keyPlace` says where it was read from.
  case badKey(keyPlace: String, reason: String)
  /// A request that makes no sense, such as a list in version 2.
  case badRequest(reason: String)
  /// Version 2 was to be asked, and nothing names a job, the archive neither.
  case noIDs(archive: String)
  /// 401.
  case unauthorized(place: String, keyPlace: String)
  /// 403.
  case forbidden(place: String, keyPlace: String)
  /// The list answered 404, 410 or 501.
  case noList(place: String, status: Int, project: String)
  /// A job answered 404, 410 or 501.
  case noJob(place: String, status: Int, project: String)
  /// 3xx to somewhere else; `origin` is scheme, host and port of it, when that is readable.
  case redirected(place: String, status: Int, origin: String?)
  /// 3xx to another path of the same origin.
  case moved(place: String, status: Int)
  /// The answers of a fetch have more bytes together than are kept, and there are more.
  case tooMuch(project: String, limit: String)
  /// Anything else: tried so often, for so many seconds, and then given up.
  case failed(place: String, reason: String, attempts: Int, seconds: Int, advice: String)

  /// The message: one line.
  public var wording: String {
    switch self {
    case .badBaseURL(let shown, let reason):
      return "base URL '\(shown)': \(reason)"
    case .badSetting(let variable, let reason):
      return "\(variable): \(reason)"
    case .badKey(let keyPlace, let reason):
      return "the key in \(keyPlace) \(reason)"
    case .noIDs(let archive):
      return
        "version 2 of the API has no list, and '\(archive)' knows no job to ask for; name jobs with --job or "
        + "--jobs-from, or use --api auto"
    case .badRequest(let reason):
      return reason
    case .unauthorized(let place, let keyPlace):
      return "\(place) answered 401; the key in \(keyPlace) is wrong or expired. "
        + "Keys expire after 90 days by default: make a new one at \(FetchError.dashboard)"
    case .forbidden(let place, let keyPlace):
      return "\(place) answered 403; the key in \(keyPlace) lacks the scope 'read' for agents, "
        + "or this address is not on its allowlist. See its settings at \(FetchError.dashboard)"
    case .noList(let place, 404, let project):
      return "\(place) answered 404; there is no project '\(project)', or the list of jobs is gone. "
        + "Check the project id at \(FetchError.dashboard), or name jobs with --job or --jobs-from"
    case .noList(let place, let status, _):
      return "\(place) answered \(status); the list of jobs is gone. "
        + "Name jobs with --job or --jobs-from"
    case .noJob(let place, let status, let project):
      return "\(place) answered \(status); project '\(project)' has no such job. "
        + "Check the ids given with --job or --jobs-from"
    case .redirected(let place, let status, let origin):
      let target = origin.map { "to \($0), which" } ?? "to an address that"
      return "\(place) answered \(status); it redirects \(target) was not asked, as the key stays with "
        + "the base URL. Set --base-url or MINTLIFY_API_URL to that address if you trust it"
    case .moved(let place, let status):
      return "\(place) answered \(status); it redirects to another path of this server, which was not "
        + "asked. Check the path of --base-url or MINTLIFY_API_URL"
    case .tooMuch(let project, let limit):
      return
        "the answers of project '\(project)' have over \(limit), and there are more; name jobs with --job, or "
        + "allow more with \(TemporaryFolder.limitVariable)=16G"
    case .failed(let place, let reason, let attempts, let seconds, let advice):
      let tries = attempts > 1 ? "; tried \(attempts) times in \(seconds) s" : ""
      return "\(place) \(reason)\(tries). \(advice)"
    }
  }

  /// Whether the key itself was refused, so that asking on is no use.
  var refusesKey: Bool {
    switch self {
    case .unauthorized, .forbidden: true
    default: false
    }
  }

  /// Whether what a person typed was wrong, and nothing was asked for.
  public var isUsage: Bool {
    switch self {
    case .badBaseURL, .noIDs: true
    default: false
    }
  }

  /// Whether the API says that there is no such thing.
  var isAbsence: Bool {
    switch self {
    case .noList, .noJob: true
    default: false
    }
  }

  private static let dashboard = "https://app.mintlify.com/settings/organization/api-keys"
}

extension FetchError: CustomStringConvertible {
  /// The same as ``wording``.
  public var description: String { wording }
}
