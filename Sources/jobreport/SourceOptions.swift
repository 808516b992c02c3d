import ArgumentParser
import ReportIO
import ReportKit

/// Where jobs come from; the same in every command that takes jobs.
struct SourceOptions: ParsableArguments {
  @OptionGroup(title: "Where jobs come from") private var named: NamedSources
  @OptionGroup(title: "How they are fetched") private var asked: AskingOptions
  @OptionGroup(title: "The archive") private var kept: KeptOptions

  /// The projects to fetch.
  var projects: [Project] { named.projects.map(Project.init(spelled:)) }
  /// The files to read in their place.
  var files: [String] { named.files }
  /// Whether the built-in sample is read.
  var sample: Bool { named.sample }
  /// Whether single jobs are named.
  var namesJobs: Bool { !named.jobs.isEmpty || named.jobsFrom != nil }
  /// Which version of the API to ask.
  var api: APIVersion { asked.api ?? .auto }
  /// Which version of a provider to ask: one that it does not have is another's.
  func api(of provider: Provider) -> APIVersion { provider.versions.contains(api) ? api : .auto }
  /// Whether there is no list in the version of a provider that is to be asked.
  func hasNoList(_ provider: Provider) -> Bool { provider.lists(api(of: provider)).isEmpty }
  /// Whether more is asked for about every job.
  var details: Bool { asked.details }
  /// The archive to keep jobs in, and to take them from.
  var archive: String? { kept.archive }
  /// Whether nothing is fetched.
  var offline: Bool { kept.offline }
  /// Whether lists are read to their end.
  var full: Bool { kept.full }
  /// For how many days known jobs are looked at again.
  var recheck: Int { kept.recheck }

  /// The files with keys, by the ids of their providers; of each the last one that is named.
  var keyFiles: [ID: String] {
    Dictionary(asked.keyFiles.map(Provider.split).map { ($0.provider.id, $0.rest) }) { $1 }
  }

  /// The address of a provider; the last one that is named.
  func baseURL(of provider: Provider) -> String? { Self.last(of: provider, in: asked.baseURLs) }

  /// The files that a run reads, by the names of the options.
  var inputs: [String] {
    files + [named.jobsFrom].compactMap(\.self) + asked.keyFiles.map { Provider.split($0).rest }
  }

  private static func last(of provider: Provider, in values: [String]) -> String? {
    values.map(Provider.split).last { $0.provider == provider }?.rest
  }

  mutating func validate() throws {
    if sample, !files.isEmpty {
      throw UsageError.sampleAndFiles
    }
    if sample, !projects.isEmpty {
      throw UsageError.sampleAndProject
    }
    if sample, archive != nil {
      throw UsageError.sampleAndArchive
    }
    if sample || !files.isEmpty, let option = optionAboutAPI {
      throw UsageError.onlyOfAPI(option, source: sample ? "sample" : "from")
    }
    if !files.isEmpty, !projects.isEmpty {
      throw UsageError.projectAndFiles
    }
    if files.filter({ $0 == "-" }).count + (named.jobsFrom == "-" ? 1 : 0) > 1 {
      throw UsageError.standardInputTwice
    }
  }

  /// The ids of the jobs that are asked for; none for all.
  func ids() throws -> [ID] {
    let ids = named.jobs.map { ID($0) }
    guard let file = named.jobsFrom else { return ids }
    let listed = try IDList.read(file)
    // No ids would mean all jobs, which is the last thing a script wants that found none.
    guard !listed.isEmpty else { throw NoIDs(place: file == "-" ? "standard input" : "'\(file)'") }
    return ids + listed
  }

  /// An option that says how the API is asked, if one was given.
  private var optionAboutAPI: String? {
    if asked.api != nil { return "api" }
    if details { return "details" }
    if !asked.baseURLs.isEmpty { return "base-url" }
    return asked.keyFiles.isEmpty ? nil : "api-key-file"
  }
}

/// A list of ids without one.
private struct NoIDs: Error, CustomStringConvertible {
  var place: String
  var description: String { "\(place) names no job; put ids there, one a line, or leave out --jobs-from" }
}
