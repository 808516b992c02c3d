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
    let redaction = RunKeys(environment: ProcessEnvironment.current).redaction
    let console = Console(isQuiet: false, redaction: redaction)
    do {
      try ProcessEnvironment.requireDescriptors()
    } catch {
      console.report("\(error)")
      Foundation.exit(ExitStatus.failed.rawValue)
    }
    // A file that grows past a limit of the shell is an error with a message, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    let words = CommandLine.arguments.dropFirst()
    let asked = words.first == "help" ? words.dropFirst().first : words.first
    if let first = asked, !first.hasPrefix("-"), !commandNames.contains(first) {
      let near = Suggestion.words(for: first, among: commandNames)
      console.report(
        "there is no command '\(first)'\(near) See 'jobreport --help'.")
      Foundation.exit(ExitStatus.usage.rawValue)
    }
    do {
      let command = try await asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        var command = command
        try command.run()
      }
    } catch {
      end(with: error, console)
    }
  }

  /// Ends as the parser of the command line does, whose messages repeat arguments: a key among these is no more shown
  /// than anywhere else.
  private static func end(with error: any Error, _ console: Console) -> Never {
    let message = fullMessage(for: error, columns: nil)
    var code = exitCode(for: error).rawValue
    if code != ExitStatus.done.rawValue {
      if !message.isEmpty { console.explain(message) }
    } else {
      do {
        // Of our own text alone; a script for completion stays as it is.
        try console.result(bytes: Array((message + "\n").utf8))
      } catch {
        console.report("\(error)")
        code = ExitStatus.failed.rawValue
      }
    }
    Foundation.exit(code)
  }
}
