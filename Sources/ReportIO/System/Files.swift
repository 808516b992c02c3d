#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files and folders by the paths that a person named, links on the way included. What stands in a folder that we write
/// to is reached by ``Folder`` alone.
enum Files {
  /// What a path leads to.
  enum Kind {
    case nothing, file, folder, other
  }

  /// Size in bytes and the time of the last change of a file.
  struct Status: Equatable {
    var size: Int64
    var modified: Timespec

    init(_ status: stat) {
      size = Int64(status.st_size)
      #if canImport(Darwin)
        modified = Timespec(seconds: status.st_mtimespec.tv_sec, nanoseconds: status.st_mtimespec.tv_nsec)
      #else
        modified = Timespec(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
      #endif
    }
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
    return kind(status)
  }

  /// What kind of thing is open.
  static func kind(of file: Descriptor) throws(SystemError) -> Kind {
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw SystemError("read", file.path) }
    return kind(status)
  }

  private static func kind(_ status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    default: .other
    }
  }

  /// Size and time of what is open.
  static func status(of descriptor: Int32, path: String) throws(SystemError) -> Status {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError("read", path) }
    return Status(status)
  }

  /// Whether a path is a link, wherever it leads.
  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether a file can be read at any place, and again.
  static func isRegular(_ file: Descriptor) throws(SystemError) -> Bool { try kind(of: file) == .file }

  /// All bytes of a file; an error when they are more than a limit.
  static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
    try Descriptor(reading: path).readAll(limit: limit)
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

  /// Removes a file; one that is not there is fine.
  static func remove(_ path: String) throws(SystemError) {
    guard unlink(path) == 0 || errno == ENOENT || errno == ENOTDIR else { throw SystemError("remove", path) }
  }
}
