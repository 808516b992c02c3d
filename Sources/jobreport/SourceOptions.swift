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
    help: ArgumentHelp(
      "Which version of the API to ask: v1, v2 or auto, which is v1 and, for jobs it does not have, v2.",
      valueName: "version"))
  var api: APIVersion = .auto

  @Flag(
    help: "Ask version 2 for every job too: model, repository and when it was archived, at a request a job.")
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

  mutating func validate() throws {
    if sample, !files.isEmpty {
      throw ValidationError("--sample and --from name two sources; give one of them")
    }
    if sample, !projects.isEmpty {
      throw ValidationError("--sample brings its own project; leave out --project")
    }
    if !files.isEmpty, !projects.isEmpty {
      throw ValidationError("--project asks the API and --from reads saved answers; give one of them")
    }
    if jobs.contains(where: \.isEmpty) { throw ValidationError("--job needs the id of a job") }
    if projects.contains(where: \.isEmpty) { throw ValidationError("--project needs the id of a project") }
    if files.filter({ $0 == "-" }).count + (jobsFrom == "-" ? 1 : 0) > 1 {
      throw ValidationError("standard input can be read once; give '-' once")
    }
  }
}

extension APIVersion: ExpressibleByArgument {}

/// A source, after options and environment were put together.
enum JobSource {
  case sample
  case files([String])
  case api(projects: [String])

  /// The word for `report.json`.
  var name: String {
    switch self {
    case .sample: "sample"
    case .files: "files"
    case .api: "api"
    }
  }

  /// The source that options and the environment name.
  init(_ options: SourceOptions, environment: [String: String]) throws {
    if options.sample {
      self = .sample
    } else if !options.files.isEmpty {
      self = .files(options.files)
    } else {
      var projects = options.projects
      if projects.isEmpty, let project = environment["MINTLIFY_PROJECT_ID"], !project.isEmpty {
        projects = [project]
      }
      guard !projects.isEmpty else {
        throw ValidationError(
          """
          name where the jobs come from: --project ID (or MINTLIFY_PROJECT_ID in the environment), \
          --from FILE, or --sample for a first look
          """)
      }
      if options.api == .v2, options.jobs.isEmpty, options.jobsFrom == nil {
        throw ValidationError(
          "version 2 of the API cannot list jobs; name them with --job or --jobs-from, or leave out --api v2")
      }
      self = .api(projects: projects)
    }
  }
}
