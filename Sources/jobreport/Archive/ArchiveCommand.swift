import ArgumentParser

/// `jobreport archive`: what was fetched, kept for good.
struct ArchiveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive",
    abstract: "List, show, export, import, verify or prune what was fetched.",
    discussion: """
      Example:

        jobreport archive list --archive jobs.sqlite
        jobreport archive verify --archive jobs.sqlite
      """,
    subcommands: [
      ArchiveListCommand.self, ArchiveShowCommand.self, ArchiveHistoryCommand.self,
      ArchiveExportCommand.self, ArchiveImportCommand.self, ArchiveVerifyCommand.self,
      ArchivePruneCommand.self,
    ])
}
