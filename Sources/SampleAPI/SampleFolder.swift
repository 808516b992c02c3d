import Foundation
import ReportKit

extension SampleJobs {
  /// Adds the answers of a provider that a folder has: `tasks.json` is an answer of the endpoint `acme/tasks`,
  /// `task.jsonl` has a line for each one of `acme/task`, and `messages/ID.json` is one of `acme/messages` about a job.
  /// Other files are passed over.
  public mutating func add(folder: URL, of provider: Provider, change: ([UInt8]) -> [UInt8] = { $0 }) throws {
    for endpoint in provider.endpoints {
      let id = endpoint.id.rawValue
      let front = "\(provider.id.text)/"
      let own = id.hasPrefix(front) ? id.dropFirst(front.count) : id[...]
      let name = own.replacing("/", with: "-")
      guard endpoint.answer.isPart else {
        for file in ["json", "jsonl"].map({ folder.appending(path: "\(name).\($0)") })
        where FileManager.default.fileExists(atPath: file.path) {
          try add(file: change(Array(Data(contentsOf: file))), of: provider)
        }
        continue
      }
      let place = folder.appending(path: name)
      for file in (try? FileManager.default.contentsOfDirectory(atPath: place.path))?.sorted() ?? []
      where file.hasSuffix(".json") {
        let answer = change(Array(try Data(contentsOf: place.appending(path: file))))
        try add(part: answer, at: endpoint.id, of: ID(String(file.dropLast(5))))
      }
    }
  }
}
