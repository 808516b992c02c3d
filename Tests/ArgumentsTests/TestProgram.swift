import Arguments

/// A program with two commands, `make` and `keep`, and `keep show` below the second, as the parser describes it.
enum TestProgram {
  static func info() throws -> CommandInfo {
    try CommandInfo(
      json: """
        {"serializationVersion": 0, "command": {"commandName": "tool", "arguments": [\(help)], "subcommands": [
          {"commandName": "make", "arguments": [
            \(option("from", isRepeating: true)), \(option("output", short: "o", value: "dir")),
            \(option("week", value: "week")), \(option("base-url", value: "url")), \(option("keep", value: "file")),
            \(option("quiet", short: "q", kind: "flag")), \(option("json", short: "j", kind: "flag")), \(help)]},
          {"commandName": "keep", "arguments": [\(help)], "subcommands": [
            {"commandName": "show", "arguments": [
              {"kind": "positional", "isRepeating": false, "isOptional": false, "valueName": "id"},
              \(option("output", value: "file")), \(option("plain", kind: "flag")),
              \(option("quiet", short: "q", kind: "flag")), \(help)]}]}]}}
        """)
  }

  private static let help = option("help", short: "h", kind: "flag")

  private static func option(
    _ name: String, short: String? = nil, isRepeating: Bool = false, kind: String = "option",
    value: String = "file"
  ) -> String {
    let names =
      [#"{"kind":"long","name":"\#(name)"}"#] + (short.map { [#"{"kind":"short","name":"\#($0)"}"#] } ?? [])
    return """
      {"kind": "\(kind)", "names": [\(names.joined(separator: ","))], "isRepeating": \(isRepeating), \
      "isOptional": true, "valueName": "\(value)"}
      """
  }
}
