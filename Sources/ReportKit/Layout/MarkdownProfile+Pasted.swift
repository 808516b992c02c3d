import CommonMark

extension MarkdownProfile {
  /// What a page is written for that is made to be pasted: comments on GitHub, where nobody is to be pinged.
  static var pasted: MarkdownProfile { .github }
}
