import ArgumentParser
import Foundation
import ReportKit
import SampleAPI
import SampleProject

/// The sample API as a program.
@main
struct SampleAPICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-api",
    abstract: "Serve the agent API on this machine, over sample jobs.",
    discussion: """
      Standard output gets the environment to set, standard error one line a request.

      Faults are written NAME[=VALUE][xTIMES][@list|@v1/job|@v2/job|@ID]:
        429[=RETRY-AFTER], 500, … (any status)   html   cut=BYTES   slow=MILLISECONDS
        dribble=MILLISECONDS   redirect=URL   huge=BYTES   gzip   gone

      Example: sample-api --jobs jobs.json --fault 429=2x3@list --fault cut=100x1
      """)

  @Option(
    help: ArgumentHelp(
      "A file of jobs: a list answer, an array, one job or JSON Lines; or a folder of answers, as in Tests/Providers (repeatable).",
      valueName: "[provider:]file"))
  var jobs: [String] = []

  @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
  var port: UInt16 = 0

  @Option(help: "The key that is accepted.")
  var key = SampleAPI.sampleKey

  @Option(help: "The project that is known.")
  var project = "sample"

  @Option(help: "Something that goes wrong (repeatable).")
  var fault: [SampleFault] = []

  func run() async throws {
    let sample = try read()
    let api: SampleAPI
    do {
      api = try await SampleAPI.start(
        sample, key: key, keys: [Provider.gitHub.id: SampleGitHub.sampleToken],
        projects: jobs.contains { Provider.split($0).provider != .standard } ? nil : [ID(project)],
        port: port,
        faults: fault,
        gitHub: SampleGitHub(pullRequests: sample.openPullRequests)
      ) { request in
        FileHandle.standardError.write(Data("\(request.method) \(request.target)\n".utf8))
      }
    } catch {
      throw CleanError("cannot listen on 127.0.0.1:\(port): \(error)")
    }
    var environment = """
      export \(Provider.standard.address.variable)=\(api.url)
      export \(Provider.standard.key.variable)=\(quoted(key))
      export \(Provider.standard.projectVariable ?? "PROJECT")=\(quoted(project))
      export \(Provider.gitHub.address.variable)=\(api.url)
      export GITHUB_SERVER_URL=https://github.com
      export \(Provider.gitHub.key.variable)=\(quoted(SampleGitHub.sampleToken))

      """
    // Those of other services, whose jobs were named.
    let others = Provider.all.dropFirst().filter { provider in
      provider != .gitHub && jobs.contains { Provider.split($0).provider == provider }
    }
    environment += others.map { provider in
      """
      export \(provider.address.variable)=\(api.url)
      export \(provider.key.variable)=\(quoted(SampleAPI.sampleKey(of: provider)))

      """
    }.joined()
    // Not print: a pipe would get its text only when a buffer is full.
    FileHandle.standardOutput.write(Data(environment.utf8))
    await api.run()
  }

  private func read() throws -> SampleJobs {
    var sample = try SampleJobs(dated: jobs.isEmpty ? SampleProject.files : [])
    for name in jobs {
      let (provider, path) = Provider.split(name)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw CleanError("cannot read '\(path)'")
      }
      do {
        if isFolder.boolValue {
          try sample.add(folder: URL(filePath: path), of: provider)
        } else {
          try sample.add(file: Array(Data(contentsOf: URL(filePath: path))), of: provider)
        }
      } catch {
        throw CleanError("'\(path)' holds no jobs: \(error)")
      }
    }
    return sample
  }

  /// A word that a shell reads as it is.
  private func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: #"'\''"#) + "'"
  }
}

extension SampleFault: ExpressibleByArgument {
  /// Reads a fault as ``init(_:)`` does.
  public init?(argument: String) { self.init(argument) }
}

/// A failure other than wrong usage.
private struct CleanError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
