import ArgumentParser
import ReportKit

/// `jobreport providers`: what can be read.
struct ProvidersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "providers",
    abstract: "List where jobs can be fetched from, and what each needs.",
    discussion: """
      Example:

        jobreport providers

      Each has its own key and its own variables. In '--project \(Provider.standard.id.text):ID' the word in front names the \
      provider; without one, the first of the list is meant.
      """)

  @Flag(help: "Print a line of JSON for each.")
  var json = false

  @OptionGroup var config: ConfigOptions

  func run() async throws {
    let run = Run(isQuiet: false, json: json)
    try await run.perform {
      for (index, provider) in Provider.all.enumerated() {
        if json {
          try run.console.result(json: ProvidersFormat.line(provider))
        } else {
          if index > 0 { try run.console.result("") }
          try run.console.table(ProvidersFormat.facts(provider))
        }
      }
      return .done
    }
  }
}
