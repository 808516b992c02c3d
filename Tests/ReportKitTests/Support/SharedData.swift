import Foundation

/// Jobs to try things on that are kept beside the project, in `../shared/data`; absent elsewhere.
enum SharedData {
  static let folder: URL? = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("shared/data")
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  static let isPresent = folder != nil

  /// The paths of the files in a folder.
  static func names(in name: String) throws -> [String] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(name).path)
      .map { "\(name)/\($0)" }
  }

  /// The text of a file.
  static func text(_ name: String) throws -> String {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
}
