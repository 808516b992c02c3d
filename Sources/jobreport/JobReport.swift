import ArgumentParser
import Foundation
import ReportIO
import ReportKit

/// The command line: a list of commands, each in a file of its own.
@main
struct JobReport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobreport",
    abstract: "Make a report that people can browse from the jobs of AI agents.",
    discussion: """
      Fetches agent jobs from Mintlify's API (or reads saved answers), renders each into Markdown and HTML, \
      and writes a directory of pages that opens from disk, from a CI artifact or from a static host.

      A first look, with no key:

        jobreport build --sample

      Your own jobs:

        export MINTLIFY_API_KEY=mint_… MINTLIFY_PROJECT_ID=…
        jobreport build --week last

      Exit status:

        0    done
        1    failed, and nothing was replaced
        3    written, but some jobs could not be fetched or read
        4    written, but the jobs do not fulfil a rule, such as --fail-on failed
        5    'verify' found damage
        64   the command line is wrong
        130  interrupted

      Completions of a shell (bash, zsh or fish), where 'make install' and the packages have not put them:

        jobreport --generate-completion-script zsh > ~/.zsh/completions/_jobreport
      """,
    version: BuildDescription.text,
    subcommands: [
      BuildCommand.self, FetchCommand.self, CommentCommand.self, ArchiveCommand.self, VerifyCommand.self,
      TemplatesCommand.self,
    ])
}

extension JobReport {
  /// The commands' names, for near misses.
  private static var commandNames: [String] {
    configuration.subcommands.map { $0._commandName } + ["help"]
  }

  /// On the main thread, as its first step must be taken before Dispatch starts any other.
  @MainActor static func main() async {
    do {
      try ProcessEnvironment.requireDescriptors()
    } catch {
      Console(isQuiet: false).report("\(error)")
      Foundation.exit(ExitStatus.failed.rawValue)
    }
    // A file that grows past a limit of the shell is an error with a message, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    let words = CommandLine.arguments.dropFirst()
    let asked = words.first == "help" ? words.dropFirst().first : words.first
    if let first = asked, !first.hasPrefix("-"), !commandNames.contains(first) {
      let near = Suggestion.words(for: first, among: commandNames)
      Console(isQuiet: false).report(
        "there is no command '\(first)'\(near) See 'jobreport --help'.")
      Foundation.exit(ExitStatus.usage.rawValue)
    }
    do {
      var command = try await asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(error)
    }
  }

  /// Prints what an error has to say, which may be the help or the version that was asked for, and ends.
  private static func end(_ error: any Error) -> Never {
    let status = exitCode(for: error)
    let text = fullMessage(for: error)
    let console = Console(isQuiet: false)
    if !text.isEmpty {
      do {
        try console.show(text, isResult: status.isSuccess)
      } catch {
        console.report("\(error)")
        Foundation.exit(ExitStatus.failed.rawValue)
      }
    }
    Foundation.exit(status.rawValue)
  }
}
