import CLinux

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files and folders, by the system's own calls: one call each, and a failure says which file and why.
enum Files {
  /// What a path leads to.
  enum Kind {
    case nothing, file, folder, other
  }

  /// Size in bytes and the time of the last change of a file.
  struct Status: Equatable {
    var size: Int64
    var modified: Timespec
  }

  /// A time in seconds and nanoseconds.
  struct Timespec: Comparable {
    var seconds: Int
    var nanoseconds: Int
    static func < (left: Timespec, right: Timespec) -> Bool {
      (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
  }

  static func kind(of path: String) throws(SystemError) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return .nothing }
      throw SystemError("read", path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Size and time of a regular file; nil when there is none.
  static func status(of path: String) -> Status? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Status(size: Int64(status.st_size), modified: modified(status))
  }

  static func status(of descriptor: Int32, path: String) throws(SystemError) -> Status {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError("read", path) }
    return Status(size: Int64(status.st_size), modified: modified(status))
  }

  /// Whether a path is a folder itself, not a link to one.
  static func isFolder(_ path: String) throws(SystemError) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw SystemError("read", path) }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a path is a link, wherever it leads.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether a file can be read at any place, and again.
  static func isRegular(_ file: Descriptor) throws(SystemError) -> Bool {
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw SystemError("read", file.path) }
    return status.st_mode & S_IFMT == S_IFREG
  }

  private static func modified(_ status: stat) -> Timespec {
    #if canImport(Darwin)
      Timespec(seconds: status.st_mtimespec.tv_sec, nanoseconds: status.st_mtimespec.tv_nsec)
    #else
      Timespec(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    #endif
  }

  /// All bytes of a file.
  static func read(_ path: String) throws(SystemError) -> [UInt8] {
    let file = try Descriptor(reading: path)
    // One byte more than its size, so that the end is seen; what has no size is read piece by piece.
    let size = Int(try status(of: file.number, path: path).size)
    var bytes = try file.read(upTo: size + 1)
    if size > 0, bytes.count <= size, try isRegular(file) { return bytes }
    while true {
      let chunk = try file.read(upTo: 1 << 16)
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
  }

  /// Makes a file of these bytes, or replaces its content.
  static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let file = try Descriptor(writing: path)
    try file.write(bytes)
  }

  /// Makes a folder and those it stands in, where they are missing.
  static func makeFolders(_ path: String) throws(SystemError) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw SystemError("create", path)
    }
    try makeFolders(String(path[..<slash]))
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw SystemError("create", path) }
  }

  static func rename(_ old: String, to new: String) throws(SystemError) {
    #if canImport(Darwin)
      let result = Darwin.rename(old, new)
    #elseif canImport(Musl)
      let result = Musl.rename(old, new)
    #else
      let result = Glibc.rename(old, new)
    #endif
    guard result == 0 else { throw SystemError("write", new) }
  }

  /// Removes a file; one that is not there is fine.
  static func remove(_ path: String) throws(SystemError) {
    guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else { throw SystemError("remove", path) }
  }

  /// Removes a folder when it is empty.
  static func removeFolderIfEmpty(_ path: String) { _ = rmdir(path) }

  /// Removes a folder with all that is in it; links are removed, not followed.
  static func removeTree(_ path: String) throws(SystemError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else { return try remove(path) }
    for name in try names(in: path) { try removeTree("\(path)/\(name)") }
    guard rmdir(path) == 0 || errno == ENOENT else { throw SystemError("remove", path) }
  }

  /// The names in a folder, sorted.
  static func names(in path: String) throws(SystemError) -> [String] {
    guard let folder = opendir(path) else { throw SystemError("read", path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Writes to the disk what the file system of a path still holds in memory.
  static func sync(_ path: String) throws(SystemError) {
    #if canImport(Darwin)
      Darwin.sync()
    #else
      let folder = try Descriptor(reading: path)
      guard syncfs(folder.number) == 0 else { throw SystemError("write", path) }
    #endif
  }
}
