import Foundation
import Testing

/// Runs the real program, as a shell would.
struct Jobreport {
  /// What a run left.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The folder that the program is started in.
  var folder: URL
  /// What keeps the folder from being removed.
  var owner: TemporaryFolder?
  /// Its environment, and nothing of the test's own but the way to libraries.
  var environment: [String: String] = ["SOURCE_DATE_EPOCH": "1787562000"]

  /// Runs with arguments and, if given, text on standard input.
  func run(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(arguments, input: input)
  }

  /// Runs with arguments and, if given, text on standard input.
  func run(_ arguments: [String], input: String = "") throws -> Outcome {
    let process = try start(arguments, input: input)
    process.waitUntilExit()
    return try outcome(of: process)
  }

  /// Runs without holding a thread, which a server in this process may need meanwhile.
  func runBeside(_ arguments: [String]) async throws -> Outcome {
    let process = try start(arguments, input: "")
    while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    return try outcome(of: process)
  }

  /// Runs until something has happened, and sends it a signal then.
  func end(_ arguments: [String], by signal: Int32, when hasHappened: () -> Bool) async throws -> Outcome {
    let process = try start(arguments, input: "")
    while !hasHappened() { try await Task.sleep(for: .milliseconds(10)) }
    kill(process.processIdentifier, signal)
    while process.isRunning { try await Task.sleep(for: .milliseconds(5)) }
    return try outcome(of: process)
  }

  /// Starts a run that the test ends; what it prints goes nowhere.
  func launch(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = try Self.program()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func start(_ arguments: [String], input: String) throws -> Process {
    let process = Process()
    process.executableURL = try Self.program()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    let standardInput = Pipe()
    // Files, not pipes: a pipe that nobody empties stops the program.
    for file in [output, errors] { try Data().write(to: file) }
    process.standardInput = standardInput
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    return process
  }

  private var output: URL { folder.appending(path: ".out") }
  private var errors: URL { folder.appending(path: ".err") }

  private func outcome(of process: Process) throws -> Outcome {
    let outcome = Outcome(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
    for file in [output, errors] { try FileManager.default.removeItem(at: file) }
    return outcome
  }

  /// The program stands in the folder of the tests' own bundle.
  static func program() throws -> URL {
    let folder =
      Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?
      .deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let program = folder.appending(path: "jobreport")
    try #require(FileManager.default.isExecutableFile(atPath: program.path))
    return program
  }
}

/// A folder of a test's own, removed when the test ends.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "jobreport-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    // What a test made unwritable is made writable again, so that nothing stays behind.
    let paths =
      FileManager.default.enumerator(atPath: url.path)?.allObjects.compactMap { $0 as? String } ?? []
    for path in paths {
      let file = url.appending(path: path).path
      if (try? FileManager.default.attributesOfItem(atPath: file)[.type] as? FileAttributeType)
        == .typeDirectory
      {
        try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
      }
    }
    try? FileManager.default.removeItem(at: url)
  }

  var jobreport: Jobreport { Jobreport(folder: url, owner: self) }

  func write(_ text: String, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: path).path)
  }

  /// All files below a folder with their bytes, by path.
  func files(in path: String = "") throws -> [String: Data] { try Self.files(in: url.appending(path: path)) }

  static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
      let file = folder.appending(path: path)
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue {
        files[path] = try Data(contentsOf: file)
      }
    }
    return files
  }
}
