import ArgumentParser
import ReportKit

/// Which archive; the same in every `archive` command.
struct ArchiveOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The archive. (env: JOBREPORT_ARCHIVE)", valueName: "file"), completion: .file())
  var archive: String?

  @Flag(name: .shortAndLong, help: "Print no notes; errors are still printed.")
  var quiet = false

  @OptionGroup var config: ConfigOptions

  /// The archive's path.
  func path(_ run: Run) throws -> String {
    let path = archive ?? run.environment.variable("JOBREPORT_ARCHIVE") ?? ""
    guard !path.isEmpty else {
      throw UsageError.noArchive
    }
    return path
  }
}

/// The projects whose jobs are shown.
struct ArchiveProjects: ParsableArguments {
  @Option(
    name: .customLong("project"),
    help: ArgumentHelp("Only jobs of this project; repeat it for several.", valueName: "[provider:]id"))
  private var values: [String] = []

  /// The projects; none for all.
  var projects: [Project] { values.map(Project.init(spelled:)) }
}

extension Run {
  /// A run of an `archive` command.
  init(_ options: ArchiveOptions, json: Bool = false) { self.init(isQuiet: options.quiet, json: json) }
}
