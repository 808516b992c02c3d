import CommonMark

/// A comment as the HTML of a mail, which stands alone: its few styles are inside, and it loads nothing.
struct Mail {
  private let title: String
  private let content: HTML

  private static let renderer = Renderer(policy: Policy(links: .external))

  init(_ report: Report, _ text: Markdown) {
    title = report.options.title
    content = Self.renderer.html(text)
  }

  var bytes: [UInt8] {
    let html: HTML = """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>\(title)</title>
      <style>table{border-collapse:collapse}th,td{padding:4px 10px;border:1px solid #ddd;text-align:left}</style></head>
      <body><div style="max-width:680px;margin:0 auto;padding:16px;font:15px/1.5 Arial,Helvetica,sans-serif">
      \(content)</div></body>
      </html>

      """
    return html.bytes
  }
}
