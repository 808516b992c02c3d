import Foundation

/// What a request asks for.
struct Route {
  enum Kind { case list, v1Job, v2Job }

  var kind: Kind
  var project: String
  var id: String?

  /// Reads a percent-encoded path; nil when it is none of the API's.
  init?(path: String, prefix: String) {
    guard path.hasPrefix(prefix) else { return nil }
    let segments = path.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.removingPercentEncoding ?? String($0) }
    guard segments.count >= 5, segments[0].isEmpty, segments[2] == "agent" else { return nil }
    project = segments[3]
    switch (segments[1], segments[4], segments.count) {
    case ("v1", "jobs", 5): kind = .list
    case ("v1", "job", 6): kind = .v1Job
    case ("v2", "job", 6): kind = .v2Job
    default: return nil
    }
    if segments.count == 6 { id = segments[5] }
  }
}
