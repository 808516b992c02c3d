import ReportIO
import ReportKit

/// A source, after options and environment were put together.
enum JobSource {
  case sample
  case files([String], archive: String?)
  case api(projects: [Project], archive: String?)
  /// What an archive holds, of some projects or of all when none is named.
  case archive(String, projects: [Project])

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
    let archive = options.archive ?? environment.variable("JOBREPORT_ARCHIVE")
    guard options.files.isEmpty else {
      self = .files(options.files, archive: archive)
      return
    }
    var projects = options.projects
    if projects.isEmpty {
      projects = Provider.all.compactMap { provider in
        provider.projectVariable.flatMap { environment.variable($0) }.map { Project(provider, ID($0)) }
      }
    }
    if let archive, options.offline || projects.isEmpty || isAsOf {
      self = .archive(archive, projects: projects)
      return
    }
    if options.offline {
      throw UsageError.offlineWithoutArchive
    }
    guard !projects.isEmpty else {
      throw UsageError.noSource
    }
    if !options.namesJobs, archive == nil, projects.contains(where: { options.hasNoList($0.provider) }) {
      throw UsageError.listInV2
    }
    self = .api(projects: projects, archive: archive)
  }
}
