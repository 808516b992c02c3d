import Foundation
import Testing

/// What a compiler says of code that would set text into a page without escaping it: nothing of it compiles.
@Suite(.enabled(if: Compiler.current != nil, "needs the Swift compiler beside the modules of this build"))
struct TypedTargetsTests {
  @Test(
    "The safe ways compile",
    arguments: [
      #"let _: HTML = "<p>\(text)</p>""#, "_ = HTML(text: text)",
      "var page = HTML(); page.append(text: text)",
      ##"let _: Markdown = "# \(text: text)""##,
      #"let _: Markdown = "| \(cell: text) | \(cellCode: text) |""#,
      #"let _: Markdown = "[a](\(destination: text)) \(code: text)""#,
      #"_ = XML("a", ["b": text], XML(text: text))"#,
      #"let phrase: Phrase = "\(text: text)"; var page = HTML(); page.append(phrase); _ = Markdown(phrase)"#,
    ])
  func safe(code: String) throws {
    let errors = try #require(Compiler.current).errors(in: code)
    #expect(errors == "", "\(code)")
  }

  @Test(
    "No text gets into HTML, Markdown or XML as markup",
    arguments: [
      "let _: HTML = text", "_ = HTML(text)", "_ = HTML(stringLiteral: text)",
      "_ = HTML(trusted: Array(text.utf8))", "var page = HTML(); page.bytes += text.utf8",
      "var page = HTML(); page += text", "var page = HTML(); page.append(text)",
      "var parts = HTML.Interpolation(literalCapacity: 0, interpolationCount: 0); parts.appendLiteral(text)",
      "var parts = HTML.Interpolation(literalCapacity: 0, interpolationCount: 0); parts.bytes += text.utf8",
      "let _: Markdown = text", ##"let _: Markdown = "# \(text)""##,
      "_ = Markdown(trusted: Array(text.utf8))",
      "_ = Markdown(stringLiteral: text)", "var page = Markdown(); page.bytes += text.utf8",
      #"let markdown: Markdown = "a"; let _: HTML = "\(markdown)""#,
      #"let html: HTML = "a"; let _: Markdown = "\(html)""#,
      "let _: XML = text", "_ = XML(text)", "_ = XML(text, [:])", #"_ = XML("a", [text: "b"])"#,
      "var page = XML(); page += text",
      "let _: Phrase = text", #"let _: Phrase = "a \(text)""#, "var phrase: Phrase = \"\"; phrase += text",
      #"let html: HTML = "a"; let _: Phrase = "\(html)""#,
    ])
  func unsafe(code: String) throws {
    let errors = try #require(Compiler.current).errors(in: code)
    #expect(errors != "", "\(code)")
    // A name that is not there at all would prove nothing.
    #expect(!errors.contains("cannot find") && !errors.contains("has no member"), "\(code): \(errors)")
  }
}

/// The compiler that made this test, with the modules that it made.
private struct Compiler {
  let modules: String
  let headers: String

  static let current: Compiler? = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let folder = (bundle ?? URL(fileURLWithPath: CommandLine.arguments[0])).deletingLastPathComponent()
    let modules = folder.appending(path: "Modules").path
    let headers = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/CCmark").standardizedFileURL.path
    let compiler = Compiler(modules: modules, headers: headers)
    return (try? compiler.errors(in: "_ = HTML()")) == "" ? compiler : nil
  }()

  /// What the compiler says of code in a function that has a `text`.
  func errors(in code: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).swift")
    try Data("import CommonMark\nfunc use(_ text: String) { \(code) }\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "swiftc", "-typecheck", "-suppress-warnings", "-I", modules, "-I", headers, file.path,
    ]
    let errors = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? "" : String(decoding: said, as: UTF8.self)
  }
}
