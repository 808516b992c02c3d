import CommonMark
import Testing

@testable import ReportKit

@Suite struct PullRequestTests {
  @Test(
    "What a pull request is called",
    arguments: [
      ("https://github.com/acme/docs/pull/7052", "docs#7052"),
      ("http://github.com/acme/docs/pull/7052", "docs#7052"),
      ("https://github.com/acme/docs/pull/7052/", "docs#7052"),
      ("https://github.com/acme/docs/pull/7052/files", "docs#7052"),
      ("https://github.com/acme/docs/pull/7052/files?w=1#diff-0", "docs#7052"),
      ("https://github.com/acme/docs/pull/7052#issuecomment-1", "docs#7052"),
      ("https://github.com/acme/pull/pull/3", "pull#3"),
      ("https://GitHub.com/acme/docs/pull/1", "docs#1"),
      ("https://github.acme.example:8443/acme/docs/pull/1", "github.acme.example:8443/docs#1"),
      ("https://github.com.evil.example/acme/docs/pull/7052", "github.com.evil.example/docs#7052"),
      ("http://127.0.0.1/acme/docs/pull/4", "127.0.0.1/docs#4"),
      ("https://github.com:8443/acme/docs/pull/4", "github.com:8443/docs#4"),
      ("https://github.com./acme/docs/pull/4", "github.com./docs#4"),
      ("https://gitlab.com/acme/docs/-/merge_requests/12", "docs!12"),
      ("https://gitlab.com/acme/group/docs/-/merge_requests/12/diffs", "docs!12"),
      ("https://gitlab.example/acme/docs/merge_requests/12", "gitlab.example/docs!12"),
      ("https://bitbucket.org/acme/docs/pull-requests/5", "docs#5"),
      ("https://git.example/projects/AC/repos/docs/pull-requests/5/overview", "git.example/docs#5"),
      (" \n\thttps://github.com/acme/docs/pull/7\r\n", "docs#7"),
      ("\u{A0}https://github.com/acme/docs/pull/7\u{3000}", "docs#7"),
      ("HTTPS://github.com/acme/docs/pull/7", "docs#7"),
      ("https://github.com/acme/docs/pull/new", "github.com/acme/docs/pull/new"),
      ("https://github.com/acme/docs/pull/", "github.com/acme/docs/pull/"),
      ("https://github.com/acme/docs/issues/5", "github.com/acme/docs/issues/5"),
      ("https://github.com/pull/5", "github.com/pull/5"),
      ("https://github.com/acme/docs/pull/٣", "github.com/acme/docs/pull/%D9%A3"),
      // A name that reads as a host is not where the link leads.
      ("https://e.example/acme/github.com/pull/1", "e.example/github.com#1"),
      ("https://github.com/acme/acme.github.io/pull/1", "github.com/acme/acme.github.io/pull/1"),
      ("https://github.com/acme/next.js/pull/1", "next.js#1"),
    ])
  func label(url: String, label: String) throws {
    #expect(try #require(PullRequest(url)).label == label)
  }

  @Test("What is no address is no pull request", arguments: noAddresses)
  func others(text: String) {
    #expect(PullRequest(text) == nil)
    #expect(PullRequestList(text).texts == [InvisibleText.marked(text)])
  }

  @Test("A list has each pull request once, and texts apart")
  func list() {
    let list = PullRequestList("https://a.example/b/c/pull/1", "none", " https://a.example/b/c/pull/1\n")
    #expect(list.opened.map(\.url) == ["https://a.example/b/c/pull/1"])
    #expect(list.texts == ["none"])
  }
}

/// Texts that an agent may give in the place of a pull request's address.
let noAddresses: [String] = [
  "none", "docs#3", "acme/docs#7052", "javascript:alert(1)", "javascript:alert(1)//pull/1", "https://",
  "https://user@github.com/acme/docs/pull/1", "ssh://git@github.com/acme/docs/pull/1",
  "mailto:a@example.com", "//github.com/acme/docs/pull/1", "github.com/acme/docs/pull/1",
  "see https://github.com/a/b", "https://github.com/acme/docs/pull/1\n2", "https:\\\\github.com\\acme", "",
]
