import ArgumentParser
import Arguments
import ReportIO
import ReportKit

/// What to call people; the same in every command that makes a report.
struct PeopleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with names of the people who ask for jobs: a line 'ID: name' each, or 'PROVIDER:ID: name'.",
      valueName: "file"), completion: .file())
  var people: String?

  /// Reads the option into what a command reads.
  func apply(to input: inout JobInput) throws {
    guard let people else { return }
    input.set(try PeopleFile(try SettingsText.readPeople(people), path: people).people)
  }
}
