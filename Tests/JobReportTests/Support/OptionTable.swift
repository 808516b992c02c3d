import Foundation

/// The options of the program, as its own description of the command line has them.
struct OptionTable {
  /// A command: its words, and its options in their order.
  struct Command {
    var name: String
    var options: [Option]
  }

  /// An option of one command.
  struct Option: Hashable {
    /// `-o`, `--output <dir>`, each as code.
    var spelling: String
    var long: String
    var section: String
    var text: String
  }

  let commands: [Command]

  init() throws {
    let folder = try TemporaryFolder()
    let dump = try folder.jobreport.run("--experimental-dump-help").output
    let program = try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command
    commands = Self.commands(of: program, named: "")
  }

  /// The names of all of them, without the hyphens.
  var names: Set<String> { Set(commands.flatMap(\.options).map(\.long)).union(["help", "version"]) }

  /// A table for each group of options, and in each row the commands that have it.
  var markdown: String {
    var sections: [String] = []
    var rows: [String: [(option: Option, commands: [String])]] = [:]
    var places: [String: (section: String, index: Int)] = [:]
    for command in commands {
      for option in command.options {
        let key = "\(option.spelling) \(option.text)"
        if let place = places[key] {
          rows[place.section]?[place.index].commands.append(command.name)
          continue
        }
        if rows[option.section] == nil { sections.append(option.section) }
        places[key] = (option.section, rows[option.section]?.count ?? 0)
        rows[option.section, default: []].append((option, [command.name]))
      }
    }
    return sections.map { section in
      let lines = (rows[section] ?? []).map { row in
        return "| \(row.option.spelling) | \(names(row.commands)) | \(row.option.text) |\n"
      }
      return "### \(section)\n\n| option | of | what it does |\n|---|---|---|\n" + lines.joined()
    }.joined(separator: "\n")
  }

  /// The names of commands in a cell.
  private func names(_ some: [String]) -> String {
    if some.count == commands.count { return "all" }
    let archive = commands.map(\.name).filter { $0.hasPrefix("archive ") }
    return some == archive ? "archive …" : some.joined(separator: ", ")
  }

  private static func commands(of command: Dump.Command, named parent: String) -> [Command] {
    let inner = (command.subcommands ?? []).filter { $0.commandName != "help" }
    guard inner.isEmpty else {
      return inner.flatMap {
        commands(of: $0, named: parent.isEmpty ? $0.commandName : "\(parent) \($0.commandName)")
      }
    }
    let options = (command.arguments ?? []).compactMap { argument -> Option? in
      guard argument.shouldDisplay, let long = argument.names?.first(where: { $0.kind == "long" })?.name,
        !["help", "version"].contains(long)
      else { return nil }
      let value = argument.kind == "flag" ? "" : " <\(argument.valueName ?? "value")>"
      let short = argument.names?.first { $0.kind == "short" }.map { "`-\($0.name)`, " } ?? ""
      var text = argument.abstract ?? ""
      if let value = argument.defaultValue { text += " (default: \(value))" }
      let values = argument.allValues ?? []
      if !values.allSatisfy(text.contains) {
        text += " Values: " + values.map { "`\($0)`" }.joined(separator: ", ") + "."
      }
      return Option(
        spelling: "\(short)`--\(long)\(value)`", long: long,
        section: argument.sectionTitle
          ?? (parent.hasPrefix("archive ") ? "Commands of the archive" : "Other commands"),
        text: text.replacing(/[|<*\\]/) { "\\\($0.output)" })
    }
    return [Command(name: parent, options: options)]
  }

  private struct Dump: Decodable {
    var command: Command

    struct Command: Decodable {
      var commandName: String
      var subcommands: [Command]?
      var arguments: [Argument]?
    }

    struct Argument: Decodable {
      var kind: String
      var names: [Name]?
      var valueName: String?
      var abstract: String?
      var allValues: [String]?
      var defaultValue: String?
      var sectionTitle: String?
      var shouldDisplay: Bool
    }

    struct Name: Decodable {
      var kind: String
      var name: String
    }
  }
}
