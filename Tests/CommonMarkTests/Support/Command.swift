import Foundation

/// A reference implementation as a command, where it is installed.
struct Command: Sendable {
  let path: String
  let arguments: [String]

  static let cmark = find("cmark", [])
  static let cmarkGFM = find(
    "cmark-gfm", ["-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist"])
  static let all = [cmark, cmarkGFM].compactMap { $0 }

  private static func find(_ name: String, _ arguments: [String]) -> Command? {
    let folders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    let path = folders.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    return path.map { Command(path: $0, arguments: arguments) }
  }

  /// The HTML of a text.
  func html(_ markdown: [UInt8], _ others: String...) throws -> String {
    let input = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(markdown).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments + others + [input.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
