/// What can be read, as `jobreport providers` prints it.
public enum ProvidersFormat {
  /// The facts of a provider, a name and a value each.
  public static func facts(_ provider: Provider) -> [[String]] {
    let variable = provider.projectVariable.map { " (env: \($0))" } ?? ""
    return [
      ["provider", "\(provider.id.text), \(provider.name)"],
      ["project", "--project \(provider.id.text):ID\(variable), \(provider.scope)"],
      ["key", "\(provider.key.variable), or a file named with --api-key-file \(provider.id.text):FILE"],
      ["keys are made at", provider.key.madeAt],
      [
        "address",
        "\(provider.address.url), or --base-url \(provider.id.text):URL (env: \(provider.address.variable))",
      ],
      ["documentation", provider.documentation],
    ]
  }

  /// A provider as a line of JSON: `id`, `name`, `project`, `projectVariable`, `keyVariable`, `keysAt`, `baseURL`,
  /// `baseURLVariable`, `documentation`.
  public static func line(_ provider: Provider) -> [UInt8] {
    var object = JSONObjectWriter()
    object.add("id", provider.id.text)
    object.add("name", provider.name)
    object.add("project", provider.scope)
    object.add("projectVariable", provider.projectVariable)
    object.add("keyVariable", provider.key.variable)
    object.add("keysAt", provider.key.madeAt)
    object.add("baseURL", provider.address.url)
    object.add("baseURLVariable", provider.address.variable)
    object.add("documentation", provider.documentation)
    var bytes: [UInt8] = []
    object.finish(into: &bytes)
    bytes.append(0x0A)
    return bytes
  }
}
