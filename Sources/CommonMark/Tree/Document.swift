/// A document after its policies: a flat tree in document order, with text of its own, so that the
/// writers hold no C memory and need no recursion.
struct Document {
  var events: [Event] = []
  /// The text of text, code and code blocks, in document order.
  var text: [UInt8] = []
  /// Destinations, titles and languages.
  var attributes: [UInt8] = []
  /// How many comments of HTML were left out.
  var commentCount = 0
}
