import ReportKit

/// A folder of templates on disk.
public enum TemplateFolder {
  /// The files of a folder by name; names that begin with a dot are left out.
  public static func read(_ path: String) throws(ReadingError) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try names(in: path) where !name.hasPrefix(".") {
      let file = "\(path)/\(name)"
      // A pipe would be waited for.
      guard try isFile(file) else { throw .notAFile(place: "'\(file)'") }
      files[name] = try WholeFile.template.read(file)
    }
    return files
  }

  private static func isFile(_ path: String) throws(ReadingError) -> Bool {
    do {
      return try Files.kind(of: path) == .file
    } catch {
      throw .system(error)
    }
  }

  private static func names(in path: String) throws(ReadingError) -> [String] {
    do {
      return try Folder(opening: path).names().map(\.description)
    } catch {
      throw .system(error)
    }
  }

  /// Writes the built-in templates into a folder, which is made when it is missing. A file that is there
  /// already stays as it is, unless `force` is set; gives the names of those that were written and kept.
  public static func write(to path: String, force: Bool) async throws -> (written: [String], kept: [String]) {
    do {
      try Files.makeFolders(path)
      let folder = try Folder(opening: path)
      let (staging, leftovers) = try await Staging.make(
        Staging.Site(inside: folder, path: path), patience: .live)
      defer { for staging in leftovers + [staging] { staging.remove() } }
      let staged = try staging.makeFiles()
      var written: [String] = []
      var kept: [String] = []
      for (file, bytes) in TemplateSet.builtIn {
        guard let name = Folder.Name(file) else { continue }
        if try !force && folder.kind(of: name) != .nothing {
          kept.append(file)
        } else {
          // Whole or not at all: an empty template would be taken for a person's own.
          try staged.write(bytes, to: name)
          try staged.rename(name, to: name, in: folder)
          written.append(file)
        }
      }
      return (written, kept)
    } catch let error as SystemError {
      throw PublishingError.system(error)
    }
  }
}
