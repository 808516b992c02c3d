import Arguments
import Testing

/// Which settings hold for a command line, and what is wrong with the others.
@Suite struct SettingsWordsTests {
  private static func words(
    _ text: String, _ line: String = "make", isNamed: Bool = false, variables: Set<String> = []
  ) throws -> SettingsWords {
    let program = try TestProgram.info()
    return try SettingsWords(
      try SettingsFile(Array(text.utf8), path: "s.yml"),
      for: CommandWords(line.split(separator: " ").map(String.init), of: program), of: program,
      .init(
        isNamed: isNamed, rivals: ["from": ["keep"], "week": ["from"]],
        isSetByVariable: { variables.contains($0) }, isLoopback: { $0 == "http://localhost" }))
  }

  @Test(
    "Settings become words, but those that an argument, a variable or a rival beats",
    arguments: [
      ("from: a\noutput: -x\nquiet: true\njson: false", "make", "--from=a --output=-x --quiet"),
      ("from: [a, b]", "make", "--from=a --from=b"),
      ("from: [a, b]", "make --from c", ""),
      ("output: a", "make -o b", ""),
      ("output: a", "make --output=b", ""),
      ("quiet: true", "make -q", ""),
      // Another source, another period.
      ("keep: a\noutput: b", "make --from c", "--output=b"),
      ("from: [a]", "make --week last", ""),
      // A name that a later command means otherwise is the first command's.
      ("output: a\nquiet: true", "keep show 1", "--quiet"),
      ("plain: true\nfrom: a", "make", "--from=a"),
      ("plain: true\nfrom: a", "keep show 1", "--plain"),
      // What stands below a command's name is its own, and comes first.
      ("output: a\nkeep show:\n  output: b", "keep show 1", "--output=b"),
      ("output: a\nmake:\n  output: b\n  quiet: true", "make", "--output=b --quiet"),
      ("output: a\nmake:\n  output: b", "make --output c", ""),
      ("make:\n", "make", ""), ("", "make", ""),
      ("base-url: http://localhost", "make", "--base-url=http://localhost"),
    ])
  func words(text: String, line: String, expected: String) throws {
    #expect(try Self.words(text, line).words.joined(separator: " ") == expected)
  }

  @Test("A variable beats the file")
  func variable() throws {
    #expect(try Self.words("output: a\nfrom: b", variables: ["output"]).words == ["--from=b"])
  }

  @Test("An address is taken from a file that was named")
  func address() throws {
    let text = "base-url: https://example.com"
    #expect(try Self.words(text, isNamed: true).words == ["--base-url=https://example.com"])
  }

  @Test(
    "What cannot stand in a file is told with its line",
    arguments: [
      ("output: x\nouput: y", "s.yml:2: there is no option 'ouput'; did you mean 'output'?"),
      (
        "frobnicate: 1",
        "s.yml:1: there is no option 'frobnicate'; 'jobreport build --help' lists those there are"
      ),
      ("mkae:\n  quiet: true", "s.yml:1: there is no option 'mkae'; did you mean 'make'?"),
      ("make:\n  plain: true", "s.yml:2: 'make' has no option 'plain', 'keep show' has; move it"),
      ("make:\n  ouput: a", "s.yml:2: there is no option 'ouput'; did you mean 'output'?"),
      ("make: yes", "s.yml:1: 'make' is a command; write its options below it, indented"),
      (
        "api-key: mint_0123456789abcdef",
        "s.yml:1: 'api-key': no key is read from this file, which others may see; put it into MINTLIFY_API_KEY, or into a file that --api-key-file names"
      ),
      (
        "GITHUB_TOKEN: x",
        "s.yml:1: 'GITHUB_TOKEN': no key is read from this file, which others may see; put it into GITHUB_TOKEN"
      ),
      ("config: x", "s.yml:1: 'config' cannot stand in a file; give it as an argument"),
      ("output:", "s.yml:1: 'output' has no value; give one, or remove the line"),
      ("from: []", "s.yml:1: 'from' has no value; give one, or remove the line"),
      ("output: [a, b]", "s.yml:1: 'output' takes one dir, not a list; write 'output: DIR'"),
      ("output:\n  a: b", "s.yml:1: 'output' takes one dir, not a list; write 'output: DIR'"),
      ("output: true", "s.yml:1: 'output' takes a dir, not true or false; put it in quotes if that is meant"),
      ("quiet: 3", "s.yml:1: 'quiet' is on or off; write true or false"),
      ("quiet: [true]", "s.yml:1: 'quiet' is on or off; write true or false"),
      ("plain: maybe", "s.yml:1: 'plain' is on or off; write true or false"),
      (
        "base-url: https://example.com",
        "s.yml:1: 'base-url' says where the key goes, and a file that is only found may be anyone's; give --base-url itself, or name the file with --config"
      ),
    ])
  func fault(text: String, message: String) throws {
    let error = #expect(throws: SettingsFault.self) { try Self.words(text) }
    #expect(error?.description == message)
  }

  @Test("A message about an option names the line that gave it")
  func places() throws {
    let words = try Self.words("quiet: true\noutput: x")
    #expect(words.placed("--output x: no") == "s.yml:2: output x: no")
    #expect(words.placed("--from x: no") == "--from x: no")
    #expect(words.placed("--output-more: no") == "--output-more: no")
    #expect(words.placed("output: no") == "output: no")
  }
}
