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
  var project: ID {
    if let project = values[.project] ?? values[.repository] { return ID(project) }
    guard let owner = values[.owner], let name = values[.name] else { return "" }
    return ID("\(owner)/\(name)")
  }

  /// The id of the job that is asked for.
  var id: ID? {
    if let id = values[.id] { return ID(id) }
    guard let number = values[.number], let sign = provider.forge?.sign else { return nil }
    return ID("\(project.text)\(sign)\(number)")
  }

  /// Whether a job of a project is one of those that are asked for: of one repository, or of all below a name.
  func covers(_ project: ID) -> Bool {
    guard values[.repository] == nil else {
      return project.text.lowercased() == self.project.text.lowercased()
    }
    return Project(provider, self.project).covers(provider: provider.id, project: project)
  }
}
