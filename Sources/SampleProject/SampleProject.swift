/// The work of a small made-up team with two agents, for a first look with no key and for the project's own tests.
public enum SampleProject {
  /// Answers of agents' APIs and of GitHub, as they were had at three moments: names, which begin with the hour
  /// (`2026-08-10T09.github.json`), and texts, sorted by name. A later file has what is new or changed.
  public static var files: [(name: String, text: StaticString)] { embeddedFiles }

  /// When a file was had, in ISO 8601: at the hour of UTC that its name begins with.
  public static func time(of name: String) -> String { "\(name.prefix(13)):00:00Z" }

  /// What to call the people who asked for its jobs.
  public static let people: [(id: String, name: String)] = [
    ("mara", "Mara Lindqvist"), ("jonas", "Jonas Weber"), ("aiko", "Aiko Tanaka"),
    ("user_8dKq2", "Hanna Roth"), ("user_c07Vb", "Tobi Adeyemi"), ("user_Yt41n", "Lucía Pons"),
  ]

  /// The moment that the sample is looked at, in seconds since 1970: 2026-08-24T09:00:00Z.
  public static let now: Int64 = 1_787_562_000
}
