import ArgumentParser

/// The settings file; the same in every command. ``Settings`` reads it before the parser reads any option.
struct ConfigOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take options from this file, under their long names. (default: jobreport.yml, where there is one)",
      valueName: "file"), completion: .file())
  var config: String?
}
