import ReportKit

/// A folder of templates on disk.
public enum TemplateFolder {
  /// The files of a folder by name; names that begin with a dot are left out.
  public static func read(_ path: String) throws(SystemError) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try Files.names(in: path) where !name.hasPrefix(".") {
      files[name] = try Files.read("\(path)/\(name)")
    }
    return files
  }

  /// Writes the built-in templates into a folder, which is made when it is missing. A file that is there
  /// already stays as it is, unless `force` is set; gives the names of those that were written and kept.
  public static func write(to path: String, force: Bool) throws(SystemError) -> (
    written: [String], kept: [String]
  ) {
    try Files.makeFolders(path)
    var written: [String] = []
    var kept: [String] = []
    for (name, bytes) in TemplateSet.builtIn {
      if !force, try Files.kind(of: "\(path)/\(name)") != .nothing {
        kept.append(name)
      } else {
        // Whole or not at all: an empty template would be taken for a person's own.
        try Files.write(bytes, to: "\(path)/.\(name).new")
        try Files.rename("\(path)/.\(name).new", to: "\(path)/\(name)")
        written.append(name)
      }
    }
    return (written, kept)
  }
}
