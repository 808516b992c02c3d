#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A call to the system that failed: what was tried, on which file, and why.
public struct SystemError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was tried: `write`, `read`, `create`.
  public var action: String
  /// The file or folder, as the person named it.
  public var path: String
  /// The system's number for the reason.
  public var code: Int32

  /// The last failure of this thread.
  public init(_ action: String, _ path: String, code: Int32 = errno) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// Whether there is no such file or folder, or a link or a file stands on the way to it.
  var isNothingThere: Bool { code == ENOENT || code == ENOTDIR || code == ELOOP }

  /// Whether a file has more bytes than are read of its kind.
  var isTooLarge: Bool { code == EFBIG && action == "read" }

  /// `could not write 'report/index.html': Permission denied`.
  public var description: String {
    "could not \(action) '\(path)': \(reason)\(advice)"
  }

  private var reason: String {
    // The system's words, "Too many levels of symbolic links", are about links that lead in a circle.
    code == ELOOP ? "a link stands there, which is not followed" : String(cString: strerror(code))
  }

  /// Whether the folder is there that the file should stand in.
  private var hasFolder: Bool {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "."
    return access(String(folder), F_OK) == 0
  }

  private var advice: String {
    switch code {
    case ENOSPC, EDQUOT: "; free some space and run again"
    case ENOENT where action == "write" && !hasFolder: "; make its folder first"
    case ELOOP: "; remove it and run again"
    case EROFS: "; choose a folder that can be written to"
    case EMFILE, ENFILE: "; close other programs or raise the limit with 'ulimit -n'"
    default: ""
    }
  }
}
