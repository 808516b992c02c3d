import ArgumentParser
import ReportIO
import ReportKit

/// Where jobs come from; the same in every command that takes jobs.
struct SourceOptions: ParsableArguments {
  @Option(
    name: .customLong("project"),
    help: ArgumentHelp(
      "Fetch the jobs of this project; repeat it for several. (env: MINTLIFY_PROJECT_ID)", valueName: "id"))
  var projects: [String] = []

  @Option(
    name: .customLong("job"), help: ArgumentHelp("Only this job; repeat it for several.", valueName: "id"))
  var jobs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only the jobs whose ids stand in this file, one a line; - is standard input.", valueName: "file"))
  var jobsFrom: String?

  @Option(
    help: ArgumentHelp(
      "Read the API key from this file. (env: MINTLIFY_API_KEY holds the key itself)", valueName: "file"))
  var apiKeyFile: String?

  @Option(
    name: .customLong("api"),
    help: ArgumentHelp(
      "Which version of the API to ask: v1, v2 or auto, which is v1 and, for jobs it does not have, v2. (default: auto)",
      valueName: "version"))
  private var apiVersion: APIVersion?

  /// Which version of the API to ask.
  var api: APIVersion { apiVersion ?? .auto }

  @Flag(
    help:
      "Ask version 2 for every job of the selection too: model, repository and when it was archived, at a request a job."
  )
  var details = false

  @Option(
    help: ArgumentHelp(
      "The API's address. (env: MINTLIFY_API_URL; default: https://api.mintlify.com)", valueName: "url"))
  var baseURL: String?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "Read saved answers of the API, JSON or JSON Lines, instead of asking it; repeat it for several; - is standard input.",
      valueName: "file"))
  var files: [String] = []

  @Flag(help: "Use a built-in sample project.")
  var sample = false

  @Option(
    help: ArgumentHelp(
      "Keep what is fetched in this archive, and take jobs from there. (env: JOBREPORT_ARCHIVE)",
      valueName: "file"))
  var archive: String?

  @Flag(help: "Fetch nothing: take jobs from the archive as it is.")
  var offline = false

  @Flag(help: "Read lists to their end, not only to where the archive knows all further jobs.")
  var full = false

  @Option(
    help: ArgumentHelp(
      "For so many days after its start, look at a job again that the archive knows.", valueName: "days"))
  var recheck = ArchiveFetch.defaultRecheckDays

  mutating func validate() throws {
    if sample, !files.isEmpty {
      throw ValidationError("--sample and --from name two sources; give one of them")
    }
    if sample, !projects.isEmpty {
      throw ValidationError("--sample brings its own project; leave out --project")
    }
    if sample, archive != nil {
      throw ValidationError("--sample makes no archive; leave out --archive")
    }
    if sample || !files.isEmpty, let option = optionAboutAPI {
      throw ValidationError(
        "\(option) is about the API, which \(sample ? "--sample" : "--from") does not ask; leave out one of them"
      )
    }
    if archive == "" { throw ValidationError("--archive needs the name of a file") }
    if recheck < 0 { throw ValidationError("--recheck takes a number of days, 0 or more") }
    if !files.isEmpty, !projects.isEmpty {
      throw ValidationError("--project asks the API and --from reads saved answers; give one of them")
    }
    if jobs.contains(where: \.isEmpty) { throw ValidationError("--job needs the id of a job") }
    if projects.contains(where: \.isEmpty) { throw ValidationError("--project needs the id of a project") }
    if files.filter({ $0 == "-" }).count + (jobsFrom == "-" ? 1 : 0) > 1 {
      throw ValidationError("standard input can be read once; give '-' once")
    }
  }

  /// The ids of the jobs that are asked for; none for all.
  func ids() throws -> [String] {
    guard let file = jobsFrom else { return jobs }
    let listed = try IDList.read(file)
    // No ids would mean all jobs, which is the last thing a script wants that found none.
    guard !listed.isEmpty else { throw NoIDs(place: file == "-" ? "standard input" : "'\(file)'") }
    return jobs + listed
  }

  /// An option that says how the API is asked, if one was given.
  private var optionAboutAPI: String? {
    if apiVersion != nil { return "--api" }
    if details { return "--details" }
    if baseURL != nil { return "--base-url" }
    return apiKeyFile == nil ? nil : "--api-key-file"
  }
}

extension APIVersion: ExpressibleByArgument {}

/// A list of ids without one.
private struct NoIDs: Error, CustomStringConvertible {
  var place: String
  var description: String { "\(place) names no job; put ids there, one a line, or leave out --jobs-from" }
}
