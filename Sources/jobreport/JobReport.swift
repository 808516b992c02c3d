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
      Fetches the jobs of AI agents (from \(Provider.all.map(\.name).joined(separator: ", "))) \
      or reads saved answers, renders each into Markdown and HTML, and writes a directory of pages that opens from disk, from a CI artifact or from a static host.

      A first look, with no key:

        jobreport build --sample

      Your own jobs:

        export \(Provider.gitHub.key.variable)=…
        jobreport build --project \(Provider.gitHub.id.text):acme/docs --since 28d

      Options that stay the same can stand in jobreport.yml; 'jobreport providers' lists what each service needs.

      Exit status:

        0    done
        1    failed; what was there stays, unless the message says otherwise
        3    written, but some jobs, or fields of some, could not be fetched or read
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
      TemplatesCommand.self, ProvidersCommand.self,
    ])
}

extension JobReport {
  /// On the main thread, as its first step must be taken before Dispatch starts any other.
  @MainActor static func main() async {
    let ending = await ending(Array(CommandLine.arguments.dropFirst()))
    let console = Console(isQuiet: false, redaction: ending.redaction)
    if let message = ending.message { console.report(message) }
    var status = ending.status
    if let result = ending.result {
      // Of our own text alone; a script for completion stays as it is.
      do { try console.result(bytes: Array("\(result)\n".utf8)) } catch {
        console.report("\(error)")
        status = ExitStatus.failed.rawValue
      }
    }
    Foundation.exit(status)
  }

  @MainActor private static func ending(_ words: [String]) async -> Ending {
    let command: any ParsableCommand
    do {
      try ProcessEnvironment.requireDescriptors()
      // A file that grows past a limit of the shell is an error with a message, as a full disk is.
      signal(SIGXFSZ, SIG_IGN)
    } catch {
      return Ending(of: error)
    }
    if let ending = Ending.wrongHelp(words) { return ending }
    var settings = Settings(without: words)
    do {
      settings = try Settings(words, environment: ProcessEnvironment.current)
    } catch {
      return Ending(of: error)
    }
    do {
      command = try await asyncParseAsRoot(settings.words)
    } catch {
      return Ending(of: error, parsing: settings)
    }
    do {
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        var command = command
        try command.run()
      }
      return .done
    } catch {
      return Ending(of: error).placed(by: settings)
    }
  }
}
