import ArgumentParser

/// A source, after options and environment were put together.
enum JobSource {
  case sample
  case files([String], archive: String?)
  case api(projects: [String], archive: String?)
  /// What an archive holds, of some projects or of all when none is named.
  case archive(String, projects: [String])

  /// The word for `report.json`.
  var name: String {
    switch self {
    case .sample: "sample"
    case .files(_, nil): "files"
    case .api(_, nil): "api"
    case .files, .api, .archive: "archive"
    }
  }

  /// The source that options and the environment name. `isAsOf` says that a report is to be as it was at some
  /// time, for which nothing that can be fetched now is of use.
  init(_ options: SourceOptions, environment: [String: String], isAsOf: Bool = false) throws {
    if options.sample {
      self = .sample
      return
    }
    let archive = options.archive ?? JobSource.variable("JOBREPORT_ARCHIVE", environment)
    guard options.files.isEmpty else {
      self = .files(options.files, archive: archive)
      return
    }
    var projects = options.projects
    if projects.isEmpty, let project = JobSource.variable("MINTLIFY_PROJECT_ID", environment) {
      projects = [project]
    }
    if let archive, options.offline || projects.isEmpty || isAsOf {
      self = .archive(archive, projects: projects)
      return
    }
    if options.offline {
      throw ValidationError(
        "--offline takes jobs from an archive; name it with --archive FILE (or JOBREPORT_ARCHIVE in the environment)"
      )
    }
    guard !projects.isEmpty else {
      throw ValidationError(
        """
        name where the jobs come from: --project ID (or MINTLIFY_PROJECT_ID in the environment), \
        --from FILE, or --sample for a first look
        """)
    }
    if options.api == .v2, options.jobs.isEmpty, options.jobsFrom == nil, archive == nil {
      throw ValidationError(
        "version 2 of the API cannot list jobs; name them with --job or --jobs-from, or leave out --api v2")
    }
    self = .api(projects: projects, archive: archive)
  }

  private static func variable(_ name: String, _ environment: [String: String]) -> String? {
    environment.variable(name)
  }
}
