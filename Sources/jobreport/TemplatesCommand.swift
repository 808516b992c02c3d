import ArgumentParser
import ReportIO

/// `jobreport templates`: the built-in templates, to edit.
struct TemplatesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates",
    abstract: "Write the built-in templates into a folder, to edit.",
    discussion: """
      Example:

        jobreport templates my-templates
        jobreport build --sample --templates my-templates

      Keep the files you change and delete the others: a template that is not in the folder is the built-in \
      one. {{slot}} sets in text, {{{slot}}} markup, {{#slot}}…{{/slot}} is there when the slot is not empty.
      """)

  @Argument(help: ArgumentHelp("The folder.", valueName: "dir"), completion: .directory)
  var folder: String

  @Flag(help: "Replace files that are there already.")
  var force = false

  @OptionGroup var config: ConfigOptions

  func run() async throws {
    let run = Run(isQuiet: false)
    try await run.perform {
      let (written, kept) = try await TemplateFolder.write(to: folder, force: force)
      let console = run.console
      for name in written { try console.result("\(folder)/\(name)") }
      if !kept.isEmpty {
        console.report(
          "kept \(kept.joined(separator: ", ")), as there are files of these names; --force replaces them")
      }
      return .done
    }
  }
}
