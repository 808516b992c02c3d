import Testing

/// `jobreport providers`, and providers in front of values.
@Suite struct ProvidersTests {
  @Test("Each provider is told with what it needs")
  func list() throws {
    let folder = try TemporaryFolder()
    let text = try folder.jobreport.run("providers")
    #expect(
      text.output.hasPrefix(
        """
        provider          mintlify, Mintlify
        project           --project mintlify:ID (env: MINTLIFY_PROJECT_ID), the id of a project, from the page where keys are made
        key               MINTLIFY_API_KEY, or a file named with --api-key-file mintlify:FILE
        keys are made at  https://app.mintlify.com/settings/organization/api-keys
        address           https://api.mintlify.com, or --base-url mintlify:URL (env: MINTLIFY_API_URL)
        documentation     https://mintlify.com/docs/api/agent

        provider          github, GitHub
        project           --project github:ID, a repository such as acme/docs, or an owner for all of their repositories
        key               GITHUB_TOKEN, or a file named with --api-key-file github:FILE

        """))
    #expect(
      try folder.jobreport.run("providers", "--json").output.hasPrefix(
        #"{"id":"mintlify","name":"Mintlify","project":"the id of a project, from the page where keys are made","projectVariable":"MINTLIFY_PROJECT_ID","keyVariable":"MINTLIFY_API_KEY","keysAt":"https://app.mintlify.com/settings/organization/api-keys","baseURL":"https://api.mintlify.com","baseURLVariable":"MINTLIFY_API_URL","documentation":"https://mintlify.com/docs/api/agent"}"#
          + "\n" + #"{"id":"github","name":"GitHub","#))
  }

  @Test(
    "A known provider stands in front of a project, a file and an address; another word is a part of the id")
  func scopes() throws {
    let folder = try TemporaryFolder()
    try folder.write("mint_test\n", to: "key")
    let run = try folder.jobreport.run(
      "build", "--project", "mintlify:acme", "--api-key-file", "mintlify:key", "--base-url",
      "mintlify:http://127.0.0.1:9")
    #expect(run.errors.hasPrefix("jobreport: GET http://127.0.0.1:9/v1/agent/acme/jobs?"), "\(run.errors)")
    let other = try folder.jobreport.run(
      "build", "--project", "team:acme", "--api-key-file", "key", "--base-url", "http://127.0.0.1:9")
    #expect(other.errors.hasPrefix("jobreport: GET http://127.0.0.1:9/v1/agent/team%3Aacme/jobs?"))
    let empty = try folder.jobreport.run("build", "--project", "mintlify:")
    #expect(empty.status == 64)
    #expect(empty.errors == "jobreport: --project: it is empty; give the id of a project\n")
  }
}
