import Testing

@testable import ReportKit

/// https://docs.gitlab.com/user/project/settings/project_access_tokens/#bot-users-for-projects
@Suite struct GitLabMergeRequestTests {
  @Test(
    "A user of a token or of a service is nobody who asked for a job",
    arguments: [
      ("project_4711_bot_0f3a", true), ("group_7_bot", true), ("group_7_bot_1", true),
      ("service_account_group_7_a", true), ("service_account_", true),
      ("ada", false), ("project_bot", false), ("project__bot", false), ("project_a_bot", false),
      ("project_7bot", false), ("my_project_7_bot", false), ("Project_7_bot", false), ("group_", false),
      ("service_account", false), ("a_service_account_7", false), ("", false),
    ])
  func bots(name: String, isBot: Bool) {
    #expect(GitLabMergeRequest.isBot(name) == isBot)
  }
}
