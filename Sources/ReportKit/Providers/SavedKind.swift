/// A kind of saved answers: what tells it, and how it is read.
struct SavedKind: Sendable {
  /// The provider whose answers they are; nil where they name it themselves.
  var provider: ID?
  /// Each mark is the names of members that stand together in no other kind.
  var marks: [[StaticString]]
  /// Where it stands in lists.
  var list: [StaticString] = []
  /// Members that are left out before an answer is kept: secrets that are handed out.
  var secrets: [StaticString] = []
  /// What an answer says.
  var decode: @Sendable (inout FieldReader) -> JobPatch

  /// Those of tools that are not asked themselves: a file has what another program printed.
  static let tools = [copilot, codex, openHands]
}
