import Foundation
import Testing

/// Whole sites, file by file. A case is a folder of `Golden/`: `arguments` (one a line), the files that it
/// reads, and `report/`, what must come out. `RECORD_GOLDEN=1 swift test --filter GoldenTests` records all
/// of them anew; look at the difference before it is committed.
@Suite struct GoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static let cases: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
    .sorted()

  @Test func thereAreCases() { #expect(Self.cases.count >= 3) }

  @Test(arguments: cases) func wholeSite(name: String) throws {
    let golden = Self.folder.appending(path: name)
    let expected = golden.appending(path: "report")
    let temporary = try TemporaryFolder()
    for path in try FileManager.default.contentsOfDirectory(atPath: golden.path) where path != "report" {
      try FileManager.default.copyItem(
        at: golden.appending(path: path), to: temporary.url.appending(path: path))
    }
    let arguments = try temporary.read("arguments").split(separator: "\n").map(String.init)
    let outcome = try temporary.jobreport.run(["build"] + arguments)
    #expect(outcome.output == "report/index.html\n")
    #expect("\(outcome.status)\n" == (try temporary.read("status")), "\(outcome.errors)")
    let written = try temporary.files(in: "report")

    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try? FileManager.default.removeItem(at: expected)
      try FileManager.default.copyItem(at: temporary.url.appending(path: "report"), to: expected)
      return
    }
    let wanted = try TemporaryFolder.files(in: expected)
    #expect(Set(written.keys) == Set(wanted.keys))
    for (path, bytes) in wanted.sorted(by: { $0.key < $1.key }) {
      #expect(
        written[path].map { String(decoding: $0, as: UTF8.self) } == String(decoding: bytes, as: UTF8.self),
        "\(path)")
    }
  }
}
