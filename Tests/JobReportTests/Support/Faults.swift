import Foundation
import Testing

/// Something that happens to a run at one of its calls that change a file or folder; see `Tests/Faults`.
enum Fault: Sendable {
  case signal(Int32)
  case error(Int32)
  /// A folder is moved away.
  case move(String)

  /// The environment of a run to which it happens at a call, and in which calls are counted.
  func environment(at call: Int, countingIn file: URL) throws -> [String: String] {
    var environment = ["LD_PRELOAD": try Self.library.get(), "STOP_AT": "\(call)", "STOP_COUNT": file.path]
    switch self {
    case .signal(let number): environment["STOP_SIGNAL"] = "\(number)"
    case .error(let number): environment["STOP_ERROR"] = "\(number)"
    case .move(let folder): environment["STOP_MOVE"] = folder
    }
    return environment
  }

  /// Whether there is a C compiler for the library, and a system that takes it.
  static let isAvailable = (try? library.get()) != nil

  private static let library = Result {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Faults/stop_at.c").standardizedFileURL
    let folder = FileManager.default.temporaryDirectory.appending(path: "jobreport-faults-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let library = folder.appending(path: "stop_at.so")
    let compiler = try Shell.run(
      "cc -O1 -shared -fPIC -o '\(library.path)' '\(source.path)' -ldl", in: folder)
    guard compiler.status == 0, FileManager.default.fileExists(atPath: "/proc/self") else {
      throw CocoaError(.featureUnsupported)
    }
    return library.path
  }
}

/// A command line for the shell.
enum Shell {
  static func run(
    _ command: String, in folder: URL, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> Jobreport.Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.environment = environment
    let errors = folder.appending(path: ".shell-err")
    try Data().write(to: errors)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: errors) }
    return Jobreport.Outcome(
      status: process.terminationStatus, output: "", errors: try String(contentsOf: errors, encoding: .utf8))
  }
}
