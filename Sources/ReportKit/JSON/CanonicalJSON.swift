/// One form for all JSON texts that say the same: members sorted by name, no white space, strings without
/// needless escapes, numbers as they are written.
public enum CanonicalJSON {
  /// The canonical form; bytes that are not JSON are their own.
  public static func form(of bytes: [UInt8]) -> [UInt8] {
    let text = JSONText(bytes)
    guard let root = try? text.root() else { return bytes }
    var form: [UInt8] = []
    form.reserveCapacity(bytes.count)
    do {
      try append(root, of: text, to: &form)
    } catch {
      return bytes
    }
    return form
  }

  /// Whether two texts say the same.
  public static func areSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one == other || form(of: one) == form(of: other)
  }

  /// Whether two objects say the same wherever both say something: every member that both have is the same in both.
  /// Anything else than two objects with each name once has to be the same altogether.
  public static func agree(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard let members = forms(of: one), let others = forms(of: other) else { return areSame(one, other) }
    return members.allSatisfy { name, form in others[name].map { $0 == form } ?? true }
  }

  /// The canonical forms of an object's members by their names; nil for what is not an object, or has a name twice.
  private static func forms(of bytes: [UInt8]) -> [[UInt8]: [UInt8]]? {
    let text = JSONText(bytes)
    guard let members = try? text.members() else { return nil }
    var forms: [[UInt8]: [UInt8]] = [:]
    for member in members {
      var form: [UInt8] = []
      do {
        try append(member.value, of: text, to: &form)
      } catch {
        return nil
      }
      guard forms.updateValue(form, forKey: text.name(member)) == nil else { return nil }
    }
    return forms
  }

  private static func append(
    _ value: JSONText.Value, of text: JSONText, to form: inout [UInt8]
  ) throws(JSONError) {
    switch value.kind {
    case .object:
      // Equal names stay in their order, as readers differ in which of them they take.
      let members = try text.members(of: value).enumerated()
        .map { (place: $0, name: text.name($1), value: $1.value) }
        .sorted { one, other in
          one.name == other.name
            ? one.place < other.place : one.name.lexicographicallyPrecedes(other.name)
        }
      form.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { form.append(UInt8(ascii: ",")) }
        JSONString.write(member.name, into: &form)
        form.append(UInt8(ascii: ":"))
        try append(member.value, of: text, to: &form)
      }
      form.append(UInt8(ascii: "}"))
    case .array:
      form.append(UInt8(ascii: "["))
      var isFirst = true
      try text.eachElement(of: value) { element throws(JSONError) in
        if !isFirst { form.append(UInt8(ascii: ",")) }
        isFirst = false
        try append(element, of: text, to: &form)
      }
      form.append(UInt8(ascii: "]"))
    case .string:
      // A lone surrogate or broken UTF-8 decodes to U+FFFD, and so would two different ones: their source
      // tells them apart.
      if let string = text.utf8(value), !holdsReplacement(string) {
        JSONString.write(string, into: &form)
      } else {
        form += text.bytes[value.range]
      }
    case .number, .boolean, .null: form += text.bytes[value.range]
    }
  }

  /// Whether U+FFFD is in a text.
  private static func holdsReplacement(_ text: [UInt8]) -> Bool {
    text.indices.dropLast(2).contains {
      text[$0] == 0xEF && text[$0 + 1] == 0xBF && text[$0 + 2] == 0xBD
    }
  }
}

extension JSONText {
  /// The name of a member, without its escapes.
  func name(_ member: Member) -> [UInt8] { JSONString.unescape(bytes, member.name) }
}
