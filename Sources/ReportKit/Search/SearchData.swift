/// A part of what the search reads: a script of its own in a directory, a block of data in a report in one file.
public protocol SearchData: Sendable {
  /// What the report's script calls it: the name of its file.
  var name: FileName { get }
  /// What it is made from, besides ``Site/fingerprint``; nil when it is to be made in every run.
  func fingerprint(site: Site) -> Fingerprint?
  /// The data, in which `<` stands only as an escape.
  func content(site: Site) -> [UInt8]
  /// How the data stands in the script.
  var literal: SearchScript.Literal { get }
}

extension SearchData {
  /// Its path without an ending.
  public var path: SitePath { SearchScript.folder.appending(name) }

  /// Its file in a directory.
  public func file(site: Site) -> OutputFile {
    SearchScript.file(path, content(site: site), as: literal)
  }
}

/// A classic script that calls the function of `report.js` with a name and data: on `file://` nothing else can be loaded.
public enum SearchScript {
  static let folder = SitePath("assets/search")

  /// How data stands in a script.
  public enum Literal: Sendable {
    /// JSON, as it is.
    case json
    /// Lines in a template literal, behind a first line end: a browser does not parse what they say.
    case lines
    /// The same, with a line end of its own and backslashes as they are.
    case rawLines
  }

  static func file(_ path: SitePath, _ data: some Collection<UInt8>, as literal: Literal) -> OutputFile {
    let (start, end): (StaticString, StaticString) =
      switch literal {
      case .json: ("", ");\n")
      case .lines: ("`\n", "`);\n")
      case .rawLines: ("String.raw`", "`);\n")
      }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(data.count + 64)
    bytes += "jobreport(\"\(path.lastComponent)\",\(start)".utf8
    bytes += data
    bytes += end.description.utf8
    return OutputFile(path: path.appending(.js), bytes: bytes)
  }
}
