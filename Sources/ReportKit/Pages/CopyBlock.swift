import CommonMark

/// The Markdown of a page inside its HTML, for the script to copy: on `file://` a script cannot read the
/// Markdown file.
enum CopyBlock {
  static func html(_ write: (inout [UInt8]) -> Void) -> HTML {
    var bytes: [UInt8] = []
    write(&bytes)
    return "<pre class=\"source\" id=\"markdown\" hidden>\(String(decoding: bytes, as: UTF8.self))</pre>"
  }
}
