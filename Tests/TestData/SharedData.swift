import Foundation

/// Data that is kept beside the project, in a folder `shared/data`; absent elsewhere.
public enum SharedData {
  /// The folder; nil where it is absent.
  public static let folder: URL? = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("shared/data")
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  /// Whether it is there.
  public static let isPresent = folder != nil

  /// The paths of the files in a folder of it.
  public static func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: file(name).path).map { "\(name)/\($0)" }
  }

  /// A file.
  public static func data(_ name: String) throws -> Data { try Data(contentsOf: file(name)) }

  /// The text of a file.
  public static func text(_ name: String) throws -> String {
    try String(contentsOf: file(name), encoding: .utf8)
  }

  private static func file(_ name: String) throws -> URL {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return folder.appendingPathComponent(name)
  }
}
