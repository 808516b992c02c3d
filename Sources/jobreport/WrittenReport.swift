import ReportIO
import ReportKit

/// What a build wrote.
struct WrittenReport {
  /// The report directory, if one was wanted.
  var directory: (path: String, outcome: ReportBuild.Outcome)?
  /// The report in one file, if that was wanted.
  var singleFile: SingleFile?

  /// A report in one file.
  struct SingleFile {
    var path: String
    /// In bytes.
    var size: Int64
    var isStandardOutput = false
  }

  /// The paths to open, the directory's first. What went to standard output is there already.
  var paths: [String] {
    let single = singleFile.flatMap { $0.isStandardOutput ? nil : $0.path }
    return [directory.map { "\($0.path)/index.html" }, single].compactMap { $0 }
  }

  /// `104 jobs, 276 files, 12 of them written`.
  func words(jobs: Int) -> String {
    let words = "\(jobs) \(jobs == 1 ? "job" : "jobs")"
    guard let outcome = directory?.outcome else { return "\(words), 1 file" }
    return "\(words), \(outcome.files) files, \(outcome.written) of them written"
  }

  /// What to do about a file that is too large to be opened with ease.
  var advice: String? {
    guard let path = singleFile?.path, let size = singleFile?.size, size > ResultFile.largeSize else {
      return nil
    }
    let tenths = (size * 10 + 1 << 19) >> 20
    return "'\(path)' has \(tenths / 10).\(tenths % 10) MB, which browsers are slow to open; "
      + "take fewer jobs with --since, --week or --status, or write a directory with --output"
  }
}
