import ArgumentParser
import ReportIO
import ReportKit

/// `jobreport verify`: a report directory against its manifest.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a report directory against its manifest.",
    discussion: """
      Example:

        jobreport verify report

      Every file is hashed. Each one that is missing or changed is named, and the exit status is 5; the next \
      'jobreport build' into the directory repairs it, and with --rebuild also one that got a time before that of the \
      manifest. Files that are not of the report are named, too; they are not damage.
      """)

  @Argument(help: ArgumentHelp("The report directory.", valueName: "dir"), completion: .directory)
  var directory: String

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var config: ConfigOptions

  func run() async throws {
    let run = Run(isQuiet: false, json: json)
    try await run.perform {
      let result = try await ReportVerification(of: directory, workers: run.workers)
      if json {
        try run.console.result(
          json: VerificationFormat.json(
            directory: directory, files: result.files,
            damage: result.damage.map { (kind: $0.kind.rawValue, path: $0.path) }, others: result.others))
      } else {
        for damage in result.damage { try run.console.result("\(damage.kind.rawValue): \(damage.path)") }
        for path in result.others { try run.console.result("not of the report: \(path)") }
        if result.damage.isEmpty {
          try run.console.result("\(directory): \(result.files) files, all as written")
        }
      }
      return result.damage.isEmpty ? .done : .damaged
    }
  }
}
