import ArgumentParser
import ReportIO
import ReportKit

/// The sources themselves: projects, files, the sample.
struct NamedSources: ParsableArguments {
  @Option(
    name: .customLong("project"),
    help: ArgumentHelp(
      "Fetch the jobs of this project; repeat it for several. 'jobreport providers' lists what can stand in front. (env: \(Provider.standard.projectVariable ?? "none"))",
      valueName: "[provider:]id"))
  var projects: [String] = []

  @Option(
    name: .customLong("job"),
    help: ArgumentHelp(
      "Only this job; repeat it for several. From an archive, the beginning of an id is enough.",
      valueName: "id"))
  var jobs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only the jobs whose ids stand in this file, one a line; - is standard input.", valueName: "file"),
    completion: .file())
  var jobsFrom: String?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "Read saved answers of the API, JSON or JSON Lines, instead of asking it; repeat it for several; - is standard input.",
      valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "Use a built-in sample: the work of two agents of one team.")
  var sample = false

  mutating func validate() throws {
    if jobs.contains(where: \.isEmpty) { throw UsageError.empty("job", needs: "the id of a job") }
    if projects.contains(where: { Provider.split($0).rest.isEmpty }) {
      throw UsageError.empty("project", needs: "the id of a project")
    }
  }
}

/// How an API is asked.
struct AskingOptions: ParsableArguments {
  @Option(
    name: .customLong("api-key-file"),
    help: ArgumentHelp(
      "Read the API key from this file. (env: \(Provider.standard.key.variable) holds the key itself)",
      valueName: "[provider:]file"), completion: .file())
  var keyFiles: [String] = []

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp(
      "The API's address. (env: \(Provider.standard.address.variable); default: \(Provider.standard.address.url))",
      valueName: "[provider:]url"))
  var baseURLs: [String] = []

  @Option(
    help: ArgumentHelp(
      "Ask this version of \(Provider.standard.name)'s API: v1, v2, or auto for v1 and, where that does not have a job, v2. (default: auto)",
      valueName: "version"))
  var api: APIVersion?

  @Flag(
    help:
      "Ask for more about every job, at a request a job or more: what the list of its service leaves out, such as the message."
  )
  var details = false
}

/// The archive that jobs are kept in and taken from.
struct KeptOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep what is fetched in this file, and take jobs from there. (env: JOBREPORT_ARCHIVE)",
      valueName: "file"), completion: .file())
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
    if archive == "" { throw UsageError.empty("archive", needs: "the name of a file") }
    try WholeNumber.check(recheck, "recheck")
  }
}

extension APIVersion: ExpressibleByArgument {
  /// The versions that a provider has, and the choice among them.
  static let all = Provider.all.flatMap(\.versions) + [auto]

  /// A version that there is.
  public init?(argument: String) {
    guard let version = APIVersion.all.first(where: { $0.rawValue == argument }) else { return nil }
    self = version
  }

  /// The words that can be given.
  public static var allValueStrings: [String] { all.map(\.rawValue) }
}
