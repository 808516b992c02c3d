import CommonMark

/// What was written of a comment so far, and how long it may get.
struct CommentSheet {
  private(set) var markdown = Markdown()
  var bytes: [UInt8] { LogCommands.defused(markdown.bytes) }
  private(set) var size = TextSize(characters: 0, bytes: 0)
  private let room: TextSize

  init(room: TextSize) { self.room = room }

  /// Adds text, unless it would be too long; says whether it fits.
  mutating func add(_ text: Markdown) -> Bool {
    let longer = size + TextSize(of: LogCommands.defused(text.bytes))
    guard longer.fits(room) else { return false }
    markdown += text
    size = longer
    return true
  }

  /// Adds text that has its place, however long it is.
  mutating func append(_ text: Markdown) {
    markdown += text
    size = size + TextSize(of: LogCommands.defused(text.bytes))
  }

  /// Adds what another sheet holds.
  mutating func append(_ other: CommentSheet) {
    markdown += other.markdown
    size = size + other.size
  }

  /// What is left, for a sheet of its own.
  var rest: CommentSheet { CommentSheet(room: room - size) }

  /// A sheet with less room.
  func reserving(_ text: Markdown) -> CommentSheet {
    var sheet = CommentSheet(room: room - TextSize(of: LogCommands.defused(text.bytes)))
    (sheet.markdown, sheet.size) = (markdown, size)
    return sheet
  }
}
