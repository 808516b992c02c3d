import Yams

/// A node of a YAML document, by the names and lists of a workflow.
typealias YAML = Node

extension YAML {
  /// Reads the one document of a text.
  init(_ source: String) throws {
    self = try compose(yaml: source) ?? Node("")
  }

  var text: String? { scalar?.string }
  var list: [YAML] { sequence.map(Array.init) ?? [] }
  var members: [(key: String, value: YAML)] {
    mapping.map { $0.map { ($0.key.text ?? "", $0.value) } } ?? []
  }
}
