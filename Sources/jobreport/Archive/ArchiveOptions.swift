import ArgumentParser

/// Which archive; the same in every `archive` command.
struct ArchiveOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The archive. (env: JOBREPORT_ARCHIVE)", valueName: "file"))
  var archive: String?

  @Flag(name: .shortAndLong, help: "Print no notes; errors are still printed.")
  var quiet = false

  /// The archive's path.
  func path(_ run: Run) throws -> String {
    let path = archive ?? run.environment.variable("JOBREPORT_ARCHIVE") ?? ""
    guard !path.isEmpty else {
      throw ValidationError(
        "name the archive: --archive FILE (or JOBREPORT_ARCHIVE in the environment)")
    }
    return path
  }
}

extension Run {
  /// A run of an `archive` command.
  init(archive command: String, _ options: ArchiveOptions, json: Bool = false) {
    self.init(command: "archive \(command)", isQuiet: options.quiet, json: json)
  }
}
