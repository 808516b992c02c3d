import Foundation
import TestData

/// What of the data kept beside the project is Markdown.
extension SharedData {
  struct Example: Decodable {
    var markdown: String
    var html: String
    var section: String
    var example: Int?
    var extensions: [String]
  }

  static func examples(_ file: String) throws -> [Example] {
    let data = try data("markdown/\(file)")
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
    let data = try data("hostile-jobs.json")
    return try JSONDecoder().decode([HostileJob].self, from: data)
  }

  static func messages(_ file: String) throws -> [String] {
    let data = try data(file)
    let jobs: [Job]
    do {
      jobs = try JSONDecoder().decode(Listing.self, from: data).allSessions
    } catch {
      jobs = try JSONDecoder().decode([Job].self, from: data)
    }
    return jobs.compactMap(\.messageToUser)
  }
}
