import Arguments
import Testing

/// What the words of a command line mean.
@Suite struct CommandWordsTests {
  @Test(
    "Options, values and arguments are told apart",
    arguments: [
      ("make --from a --from=b -o c -qj", "make", "from=a from=b output=c quiet json", ""),
      ("make --from - --output=", "make", "from=- output=", ""),
      ("make --from=x=y", "make", "from=x=y", ""),
      ("keep show a", "keep show", "", "a"),
      ("keep show -- -a", "keep show", "", "-a"),
    ])
  func words(line: String, command: String, options: String, arguments: String) throws {
    let words = CommandWords(line.split(separator: " ").map(String.init), of: try TestProgram.info())
    #expect(words.command.path == command)
    #expect(words.depth == command.split(separator: " ").count)
    #expect(
      words.options.map { option, value in option.name + (value.map { "=\($0)" } ?? "") }.joined(
        separator: " ")
        == options)
    #expect(words.arguments.joined(separator: " ") == arguments)
    #expect(words.fault == nil)
  }

  @Test(
    "The first word that is wrong is told",
    arguments: [
      ("mkae", "there is no command 'mkae'; did you mean 'make'?"),
      ("frob", "there is no command 'frob'; the commands are make, keep"),
      ("keep shwo", "there is no command 'keep shwo'; did you mean 'keep show'?"),
      ("keep frob", "there is no command 'keep frob'; those of 'keep' are show"),
      ("make --form a", "there is no option '--form'; did you mean '--from'?"),
      ("make --out a", "there is no option '--out'; did you mean '--output'?"),
      (
        "make --token a",
        "--token: a key is never an argument, which other programs and the shell's history can read; put it into MINTLIFY_API_KEY, or into a file that --api-key-file names"
      ),
      ("make -o", "--output: its value is missing; write --output DIR"),
      (
        "make -oq",
        "-oq: the value of --output stands apart; write -o q"
      ),
      ("make -qz", "there is no option '-z'; 'jobreport make --help' lists what 'make' takes"),
      ("make --quiet=1", "--quiet: it takes no value; write --quiet alone"),
      ("make --from a b", "unexpected argument 'b'; for a second value repeat the option: --from b"),
      ("make b.json", "unexpected argument 'b.json'; to read jobs from a file write --from b.json"),
      ("keep show", "keep show: ID is missing; write 'jobreport keep show ID'"),
      ("keep --from", "--from: 'keep' does not have this option; 'make' has it"),
      ("--output x make", "--output: options stand behind the command; write 'jobreport make --output'"),
    ])
  func fault(line: String, message: String) throws {
    let words = CommandWords(line.split(separator: " ").map(String.init), of: try TestProgram.info())
    #expect(words.fault?.description == message)
  }

  @Test(
    "Where help is asked for nothing is missing",
    arguments: ["keep show --help", "keep show -h", "make", "keep", ""])
  func complete(line: String) throws {
    #expect(
      CommandWords(line.split(separator: " ").map(String.init), of: try TestProgram.info()).fault == nil)
  }
}
