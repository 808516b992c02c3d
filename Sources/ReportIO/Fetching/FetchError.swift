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
  /// An id that no job of the service can have, so that it was not asked for.
  case badID(reason: String)
  /// A version without a list was to be asked, and nothing names a job, the archive neither.
  case noIDs(archive: String, version: String)
  /// The service does not do what was asked; `words` say what that means and what to do, `reason` what it says
  /// itself, in brackets.
  case refused(Refusal, place: String, status: Int, words: String, reason: String)
  /// The answers of a fetch have more bytes together than are kept, and there are more.
  case tooMuch(project: String, limit: String)
  /// Anything else: tried so often, for so many seconds, and then given up. `isUncertain` tells that what was to be
  /// written may have been written all the same.
  case failed(
    place: String, reason: String, attempts: Int, seconds: Int, advice: String, isUncertain: Bool = false)

  /// How a service refuses.
  public enum Refusal: Sendable, Equatable {
    /// 401.
    case unauthorized
    /// 403, and no limit.
    case forbidden
    /// 404, 410 or 501.
    case absent
    /// 3xx.
    case redirected
  }

  /// The message: one line.
  public var wording: String {
    switch self {
    case .badBaseURL(let shown, let reason):
      return "base URL '\(shown)': \(reason)"
    case .badSetting(let variable, let reason):
      return "\(variable): \(reason)"
    case .badKey(let keyPlace, let reason):
      return "\(keyPlace): the key \(reason)"
    case .noIDs(let archive, let version):
      return
        "\(version) of the API has no list, and '\(archive)' knows no job to ask for; name jobs with --job or "
        + "--jobs-from, or use --api auto"
    case .badRequest(let reason), .badID(let reason):
      return reason
    case .refused(let kind, let place, let status, let words, let reason):
      return "\(place) answered \(status)\(kind == .forbidden ? reason : ""); \(words)"
    case .tooMuch(let project, let limit):
      return
        "the answers of project '\(project)' have over \(limit), and there are more; name jobs with --job, or "
        + "allow more with \(TemporaryFolder.limitVariable)=16G"
    case .failed(let place, let reason, let attempts, let seconds, let advice, _):
      let tries = attempts > 1 ? "; tried \(attempts) times in \(seconds) s" : ""
      return "\(place) \(reason)\(tries). \(advice)"
    }
  }

  /// Whether the key itself was refused, so that asking on is of no use.
  var refusesKey: Bool { isRefusal(.unauthorized) || isRefusal(.forbidden) }

  /// Whether the service refused in this way.
  func isRefusal(_ kind: Refusal) -> Bool {
    if case .refused(kind, _, _, _, _) = self { true } else { false }
  }

  /// Whether what a person typed was wrong, and nothing was asked for.
  public var isUsage: Bool {
    switch self {
    case .badBaseURL, .noIDs: true
    default: false
    }
  }

  /// Whether what was asked for does not exist, by the API's answer or by the form of the id.
  var isAbsence: Bool { if case .badID = self { true } else { isRefusal(.absent) } }
}

extension FetchError: CustomStringConvertible {
  /// The same as ``wording``.
  public var description: String { wording }
}
