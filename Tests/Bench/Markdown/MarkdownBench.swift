import CCmark

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How fast the Markdown room is beside plain libcmark on the same text: MB/s and their ratio, the best of some
/// rounds in turns, so that both meet the same machine. `make bench` builds and runs it.
@main
struct MarkdownBench {
  private static let rounds = 15
  private static let bytesARound = 1 << 20

  private static let message = """
    Updated the **authentication** guide and fixed two broken links in `docs/api.mdx`.

    ## What changed

    - Renamed `getUser` to `fetchUser` in [the reference](https://docs.example/reference), see #12
    - Added a *short* example for `Promise<void>`
      1. with a nested list
      2. of two items

    > Note: the old page redirects to the new one.

    ```sh
    npm run build -- --strict
    ```

    Nothing else was touched & all checks pass. It took longer than expected, since the generator
    writes the sidebar anew on every run.

    """

  private static let table = """
    | Page | State | Note |
    |:-----|:-----:|-----:|
    | `docs/api.mdx` | done | 12 links, **2** fixed |
    | `docs/auth.mdx` | done | see [the guide](https://docs.example/auth) |
    | docs/index.mdx | open | plain text in this cell |
    | docs/other.mdx | done | a_b and c |

    """

  static func main() {
    let texts = [
      ("messages", message), ("tables", table), ("messages with a table", message + table),
      (
        "plain text", String(repeating: "A plain line of words that has nothing in it to parse.\n", count: 20)
      ),
    ]
    print("Markdown, MB/s            cmark    HTML  ratio    .md  ratio   both  ratio")
    for (name, text) in texts {
      let bytes = Array(text.utf8)
      let renderer = Renderer(policy: Policy(links: .external, headingsBelow: 2))
      var (plain, html, markdown, both) = (0.0, 0.0, 0.0, 0.0)
      for _ in 0..<rounds {
        plain = max(plain, speed(bytes) { parse(bytes) })
        html = max(html, speed(bytes) { renderer.html(bytes).bytes.count })
        markdown = max(markdown, speed(bytes) { renderer.markdown(bytes).bytes.count })
        both = max(both, speed(bytes) { renderer.rendered(bytes).html.bytes.count })
      }
      let figures = [html, markdown, both].map { column($0) + column(plain / $0, digits: 2) }.joined()
      print(name + String(repeating: " ", count: max(0, 23 - name.utf8.count)) + column(plain) + figures)
    }
  }

  private static func parse(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
      let text = buffer.bindMemory(to: CChar.self)
      guard let html = cmark_markdown_to_html(text.baseAddress, text.count, CMARK_OPT_DEFAULT) else {
        return 0
      }
      defer { free(html) }
      return Int(html[0])
    }
  }

  private static func speed(_ bytes: [UInt8], _ work: () -> Int) -> Double {
    let count = bytesARound / bytes.count
    var sum = 0
    let time = ContinuousClock().measure { for _ in 0..<count { sum &+= work() } }
    precondition(sum != 0)
    return Double(bytes.count * count) / 1e6 / (time / .seconds(1))
  }

  private static func column(_ value: Double, digits: Int = 0) -> String {
    let scaled = Int((value * (digits == 2 ? 100 : 1)).rounded())
    let rest = scaled % 100
    let text = digits == 2 ? "\(scaled / 100).\(rest < 10 ? "0" : "")\(rest)" : "\(scaled)"
    return String(repeating: " ", count: max(1, 7 - text.utf8.count)) + text
  }
}
