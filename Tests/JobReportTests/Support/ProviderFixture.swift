import Foundation
import ReportKit
import SampleAPI

/// Answers of a provider in the shape that its documentation has, invented, in `Tests/Providers/<id>`: `project` has the
/// name of a project, `jobs.jsonl` what a report makes of the answers, and ``SampleJobs/add(folder:of:change:)`` tells the
/// names of the others. `{key}` in them stands for a key.
struct ProviderFixture: Sendable, CustomStringConvertible {
  let provider: Provider
  let folder: URL

  init(_ provider: Provider) {
    self.provider = provider
    folder = Self.root.appending(path: provider.id.text)
  }

  var description: String { provider.id.text }

  static let root = URL(filePath: #filePath).appending(path: "../../../Providers").standardized
  static let all = Provider.all.map(ProviderFixture.init)

  /// The key that stands in the answers.
  var key: String { SampleAPI.sampleKey(of: provider) }

  /// The provider's list: there is one for each.
  var list: Endpoint {
    get throws {
      guard let list = provider.lists().first else { throw Missing(what: "a list", in: provider.id.text) }
      return list
    }
  }

  /// The project, as a person asks for it.
  var project: String {
    get throws {
      "\(provider.id.text):\(try text("project").trimmingCharacters(in: .whitespacesAndNewlines))"
    }
  }

  /// What the provider's server has.
  var jobs: SampleJobs {
    get throws {
      var jobs = SampleJobs()
      try jobs.add(folder: folder, of: provider, change: withKey)
      return jobs
    }
  }

  /// The files with answers that are no parts of a job, by name.
  var saved: [(name: String, text: String)] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .filter { $0 != "jobs.jsonl" && ($0.hasSuffix(".json") || $0.hasSuffix(".jsonl")) }
        .map { ($0, String(decoding: withKey(Array(try text($0).utf8)), as: UTF8.self)) }
    }
  }

  /// What a file has.
  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// Lists of so many jobs like the first one of the list, as the provider's server has it, by other ids.
  func copies(_ numbers: ClosedRange<Int>) throws -> [[UInt8]] {
    let endpoint = try list
    let jobs = try jobs
    guard let id = jobs.ids(of: endpoint.record).first, let job = jobs.job(id, of: endpoint.record) else {
      throw Missing(what: "a job", in: folder.path)
    }
    // An id may be put together from a project and a number.
    let token = provider.values(project: "", id: id)[.number] ?? id.text
    let text = String(decoding: job, as: UTF8.self)
    return numbers.map { Array(text.replacing(token, with: "\(token)\($0)").utf8) }
  }

  /// Runs the program against a server with the provider's jobs.
  func jobreport(in folder: TemporaryFolder, asking api: SampleAPI) -> Jobreport {
    var jobreport = folder.jobreport
    jobreport.environment[provider.address.variable] = api.url
    jobreport.environment[provider.key.variable] = key
    return jobreport
  }

  private func withKey(_ bytes: [UInt8]) -> [UInt8] {
    Array(String(decoding: bytes, as: UTF8.self).replacing("{key}", with: key).utf8)
  }

  struct Missing: Error {
    var what: String
    var `in`: String
  }
}
