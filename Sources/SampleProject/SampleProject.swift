/// A small made-up project, for a first look with no key and for the project's own tests.
public enum SampleProject {
  /// Its jobs as answers of the agent API: a list of version 1 and JSON Lines of version 2. Name and text
  /// of each file, sorted by name.
  public static var files: [(name: String, text: StaticString)] { embeddedFiles }

  /// The moment that the sample is looked at, in seconds since 1970: 2026-08-24T09:00:00Z.
  public static let now: Int64 = 1_787_562_000
}
