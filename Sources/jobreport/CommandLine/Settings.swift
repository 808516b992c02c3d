import Arguments
import ArgumentParser
import ReportIO
import ReportKit

/// The words of a command line with those of the settings file, which stand behind the command's name.
struct Settings {
  /// The file that is read where it stands beside the caller.
  private static let found = "jobreport.yml"

  /// What the parser reads.
  private(set) var words: [String]
  private var file: SettingsWords?

  /// Words without a file.
  init(without words: [String]) { self.words = words }

  /// Reads `--config FILE`, else `jobreport.yml` where there is one; throws what is wrong with it.
  ///
  /// Where help is asked for, or the words are wrong themselves, no file is read.
  init(_ words: [String], environment: [String: String]) throws {
    self.words = words
    let mayName = words.contains { $0.hasPrefix("--config") }
    // A name that only begins so may be meant for another option; the scan below tells.
    let beside = try Self.read(Self.found, isExpected: false)
    guard mayName || beside != nil else { return }
    let program = try CommandInfo(json: JobReport._dumpHelp())
    let line = CommandWords(words, of: program)
    guard line.fault == nil, !line.asksForHelp, line.command.commands.isEmpty else { return }
    let named = line.options.last { $0.option.name == "config" }?.value
    guard let bytes = try named.map({ try Self.read($0, isExpected: true) }) ?? beside else { return }
    let settings = try SettingsFile(bytes, path: named ?? Self.found)
    let file = try SettingsWords(
      settings, for: line, of: program,
      .init(
        isNamed: named != nil, rivals: Self.rivals,
        isSetByVariable: { option in
          (Self.variables[option] ?? []).contains { environment.variable($0) != nil }
        },
        isLoopback: { address in
          (try? BaseURL(Provider.split(address).rest))?.isLoopback ?? false
        }))
    self.words.insert(contentsOf: file.words, at: line.depth)
    self.file = file
  }

  private static func read(_ path: String, isExpected: Bool) throws -> [UInt8]? {
    try SettingsText.read(path, isExpected: isExpected)
  }

  /// A message about an option, with the line of the file in front where that says it.
  func placed(_ message: String) -> String { file?.placed(message) ?? message }

  /// The variables that say what an option says.
  static let variables: [String: [String]] = [
    "project": Provider.all.compactMap(\.projectVariable),
    "base-url": Provider.all.map(\.address.variable),
    "api-key-file": Provider.all.map(\.key.variable), "archive": ["JOBREPORT_ARCHIVE"],
    "repository": ["GITHUB_REPOSITORY"],
  ]

  /// Which options of a file an option of the command line leaves no room for: a source for another source, a period
  /// for another period.
  private static let rivals: [String: Set<String>] = [
    "sample": [
      "project", "from", "archive", "offline", "api", "details", "base-url", "api-key-file", "job",
      "jobs-from",
    ],
    "from": ["project", "sample", "api", "details", "base-url", "api-key-file"],
    "project": ["from", "sample"], "archive": ["sample"], "offline": ["sample", "from"],
    "week": ["since", "until"], "since": ["week"], "until": ["week"],
  ]
}
