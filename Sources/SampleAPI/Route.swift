import Foundation
import ReportKit

/// What a request asks for: an endpoint of a provider, and what stands in its places.
struct Route {
  let provider: Provider
  let endpoint: Endpoint
  let values: RequestTemplate.Values

  /// Reads a request as the descriptions of all providers have it; nil if it is not one of theirs.
  init?(method: String, path: String, prefix: String, query: [(name: String, value: String)], body: [UInt8]) {
    guard path.hasPrefix(prefix) else { return nil }
    let segments = path.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
      .dropFirst().map { $0.removingPercentEncoding ?? String($0) }
    for provider in Provider.all {
      for endpoint in provider.endpoints {
        let values = endpoint.request.values(method: method, path: segments, query: query, body: body)
        guard let values else { continue }
        self.provider = provider
        self.endpoint = endpoint
        self.values = values
        return
      }
    }
    return nil
  }

  /// The project that is asked for, if the request names one.
  var project: String {
    if let project = values[.project] ?? values[.repository] { return project }
    guard let owner = values[.owner], let name = values[.name] else { return "" }
    return "\(owner)/\(name)"
  }

  /// The id of the job that is asked for.
  var id: String? {
    let sign = provider.exampleID?.contains("!") == true ? "!" : "#"
    return values[.id] ?? values[.number].map { "\(project)\(sign)\($0)" }
  }

  /// Whether a job of a project is one of those that are asked for: of one repository, or of all below a name.
  func covers(_ project: String) -> Bool {
    guard values[.repository] == nil else { return project.lowercased() == self.project.lowercased() }
    return Project(provider, self.project).covers(
      provider: Array(provider.id.utf8), project: Array(project.utf8))
  }
}
