/// An answer that is put together from values at paths of names.
struct AnswerTree {
  private enum Node {
    case object([(name: String, node: Node)])
    case value([UInt8])
  }

  private var root = Node.object([])

  /// Puts a value at a path.
  mutating func set(_ value: [UInt8], at path: [StaticString]) {
    root = Self.set(value, at: path[...], in: root)
  }

  /// The bytes of the whole.
  var bytes: [UInt8] { Self.bytes(of: root) }

  /// A value at a path.
  static func object(_ value: [UInt8], at path: [StaticString]) -> [UInt8] {
    var tree = AnswerTree()
    tree.set(value, at: path)
    return tree.bytes
  }

  private static func set(_ value: [UInt8], at path: ArraySlice<StaticString>, in node: Node) -> Node {
    guard let first = path.first.map(\.description) else { return .value(value) }
    guard case .object(var members) = node else { return node }
    if let index = members.firstIndex(where: { $0.name == first }) {
      members[index].node = set(value, at: path.dropFirst(), in: members[index].node)
    } else {
      members.append((first, set(value, at: path.dropFirst(), in: .object([]))))
    }
    return .object(members)
  }

  private static func bytes(of node: Node) -> [UInt8] {
    switch node {
    case .value(let bytes): return bytes
    case .object(let members):
      var bytes: [UInt8] = [UInt8(ascii: "{")]
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += "\"\(member.name)\":".utf8
        bytes += Self.bytes(of: member.node)
      }
      return bytes + [UInt8(ascii: "}")]
    }
  }
}
