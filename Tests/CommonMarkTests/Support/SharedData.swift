import Foundation

/// Test data kept beside the repository in a folder `shared/data`; absent elsewhere.
enum SharedData {
  static let folder: URL? = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("shared/data")
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  static let isPresent = folder != nil

  struct Example: Decodable {
    var markdown: String
    var html: String
    var section: String
    var example: Int?
    var extensions: [String]
  }

  static func examples(_ file: String) throws -> [Example] {
    guard let folder else { return [] }
    let data = try Data(contentsOf: folder.appendingPathComponent("markdown/\(file)"))
    return try JSONDecoder().decode([Example].self, from: data)
  }

  struct Job: Decodable {
    var messageToUser: String?
    var title: String?
    var branch: String?
    var pullRequestLink: String?
  }

  struct HostileJob: Decodable {
    var name: String
    var job: Job
  }

  private struct Listing: Decodable { var allSessions: [Job] }

  static func hostileJobs() throws -> [HostileJob] {
    guard let folder else { return [] }
    let data = try Data(contentsOf: folder.appendingPathComponent("hostile-jobs.json"))
    return try JSONDecoder().decode([HostileJob].self, from: data)
  }

  static func messages(_ file: String) throws -> [String] {
    guard let folder else { return [] }
    let data = try Data(contentsOf: folder.appendingPathComponent(file))
    let jobs: [Job]
    do {
      jobs = try JSONDecoder().decode(Listing.self, from: data).allSessions
    } catch {
      jobs = try JSONDecoder().decode([Job].self, from: data)
    }
    return jobs.compactMap(\.messageToUser)
  }
}
