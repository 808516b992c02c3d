import Foundation

// Usage: embed-files OUTPUT.swift FILE…
// Writes a Swift file with the texts of the given files, as static strings: an array literal of bytes
// takes the compiler minutes, a string literal no time.

func literal(_ text: String) -> String {
  var escaped = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": escaped += "\\\\"
    case "\"": escaped += "\\\""
    case "\n": escaped += "\\n"
    case "\r": escaped += "\\r"
    case "\t": escaped += "\\t"
    case _ where scalar.value < 0x20 || scalar.value == 0x7F:
      escaped += "\\u{\(String(scalar.value, radix: 16))}"
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped + "\""
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard let output = arguments.first else {
  FileHandle.standardError.write(Data("usage: embed-files OUTPUT.swift FILE...\n".utf8))
  exit(64)
}
do {
  var source = "// Made by embed-files from the files of this target's folder.\n\n"
  source += "let embeddedFiles: [(name: String, text: StaticString)] = [\n"
  for path in arguments.dropFirst() {
    let file = URL(fileURLWithPath: path)
    let text = try String(contentsOf: file, encoding: .utf8)
    source += "  (\(literal(file.lastPathComponent)), \(literal(text))),\n"
  }
  source += "]\n"
  try Data(source.utf8).write(to: URL(fileURLWithPath: output))
} catch {
  FileHandle.standardError.write(Data("embed-files: \(error)\n".utf8))
  exit(1)
}
