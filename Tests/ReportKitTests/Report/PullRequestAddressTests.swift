import Testing

@testable import ReportKit

/// Which pull request an address names, and which jobs opened it.
@Suite struct PullRequestAddressTests {
  @Test(
    arguments: [
      ("https://github.com/acme/docs/pull/12", "github.com acme/docs 12"),
      ("https://GitHub.com/Acme/Docs/pull/12/files?w=1#diff", "github.com acme/docs 12"),
      ("http://www.github.com/acme/docs/pull/12", "github.com acme/docs 12"),
      ("https://redirect.github.com/acme/docs/pull/12", "github.com acme/docs 12"),
      ("https://git.example:8443/acme/docs/pull/12", "git.example:8443 acme/docs 12"),
      ("https://gitlab.com/acme/team/docs/-/merge_requests/3", "gitlab.com acme/team/docs 3"),
      ("https://GitLab.com:443/Acme/Team/docs/merge_requests/3/diffs#note_1", "gitlab.com acme/team/docs 3"),
      ("http://git.example:80/acme/docs/pull/12", "git.example acme/docs 12"),
      ("https://git.example:80/acme/docs/pull/12", "git.example:80 acme/docs 12"),
      ("https://gitlab.com/acme/pull/docs/-/merge_requests/3", "gitlab.com acme/pull/docs 3"),
      ("https://github.com/acme/pulls/pull/12", "github.com acme/pulls 12"),
      ("https://bitbucket.org/acme/docs/pull-requests/4/overview", "bitbucket.org acme/docs 4"),
      ("https://github.com/acme/docs/issues/12", nil), ("https://github.com/acme/docs/pull/x", nil),
      ("https://github.com/acme/docs/pull/0", nil), ("https://github.com/acme/docs/pull", nil),
      ("github.com/acme/docs/pull/12", nil), ("https://a@github.com/acme/docs/pull/12", nil),
      ("javascript:https://github.com/acme/docs/pull/12", nil), ("", nil),
    ] as [(String, String?)])
  func addresses(url: String, expected: String?) {
    let address = PullRequestAddress(url)
    #expect(address.map { "\($0.host) \($0.repository) \($0.number)" } == expected)
  }

  @Test func jobsAreFoundByLinkElseByBranch() throws {
    let jobs: [(String, Bool)] = [
      (#"{"sessionId":"a","pullRequestLink":"https://github.com/ACME/docs/pull/12/files"}"#, true),
      (#"{"sessionId":"a","branch":"agent/x"}"#, true),
      (
        #"{"sessionId":"a","branch":"agent/x","pullRequestLink":"https://github.com/acme/docs/pull/11"}"#,
        false
      ),
      (#"{"sessionId":"a","branch":"agent/y"}"#, false),
      (#"{"sessionId":"a"}"#, false),
    ]
    let address = try #require(PullRequestAddress("https://github.com/acme/docs/pull/12"))
    for (json, isWanted) in jobs {
      var selection = Selection()
      selection.pullRequest = PullRequestSelection(address, branch: "agent/x")
      #expect(selection.contains(try JobSummary(json)) == isWanted, "\(json)")
    }
    var noBranch = Selection()
    noBranch.pullRequest = PullRequestSelection(address)
    #expect(!noBranch.contains(try JobSummary(jobs[1].0)))
  }

  static func event(head: String = "acme/docs") -> String {
    """
    {"action":"opened","number":12,"pull_request":{"number":12,"head":{"ref":"agent/x","repo":{"full_name":"\(head)"}},\
    "base":{"ref":"main","repo":{"full_name":"acme/docs"}}}}
    """
  }

  @Test func aRunOfCIKnowsItsPullRequest() throws {
    func context(_ event: String) -> PullRequestContext {
      PullRequestContext(
        gitHubEvent: Array(event.utf8), repository: "acme/docs", server: "https://github.com")
    }
    let own = context(Self.event())
    #expect(own.address == PullRequestAddress("https://github.com/acme/docs/pull/12"))
    #expect(own.branch == "agent/x")
    // In a fork anybody can name a branch as an agent does.
    #expect(context(Self.event(head: "mallory/docs")).branch == nil)
    #expect(context(Self.event(head: "mallory/docs")).number == 12)
    let comment = context(#"{"issue":{"number":13,"pull_request":{"url":"u"}}}"#)
    #expect(comment.number == 13)
    #expect(context(#"{"issue":{"number":13}}"#).number == nil)
    for nothing in ["", "{}", "[]", #"{"pull_request":null}"#, #"{"pull_request":{"number":"x"}}"#] {
      #expect(context(nothing).number == nil)
    }
    let gitLab = PullRequestContext(gitLab: [
      "CI_SERVER_URL": "https://gitlab.example", "CI_MERGE_REQUEST_PROJECT_PATH": "acme/docs",
      "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH": "acme/docs", "CI_MERGE_REQUEST_IID": "3",
      "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "agent/x",
    ])
    #expect(gitLab.address == PullRequestAddress("https://gitlab.example/acme/docs/-/merge_requests/3"))
    #expect(gitLab.branch == "agent/x")
  }
}
