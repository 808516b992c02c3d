/// The kinds of keys that are known by their looks.
///
/// What they look like is told by those who give them out: GitHub ("About authentication to GitHub", token
/// formats; since May 2026 an installation token goes on behind dots), GitLab ("GitLab token overview", token
/// prefixes), AWS ("IAM identifiers", unique ID prefixes), Slack ("Token types"), JSON Web Token (RFC 7519). Where
/// a length is told by nobody it is what scanners of leaks agree on, and less where that costs nothing.
extension KeyShape {
  static let all: [KeyShape] = agents + forges + clouds + packages + models + services

  /// The shortest key that has one of the shapes.
  static let minimumLength = all.map(\.minimumLength).min() ?? 0

  /// Of the services that this program asks, and their like.
  private static let agents = [
    KeyShape("mint_"), KeyShape("crsr_"), KeyShape("cog_", [.standsAlone, .isNoName]),
    KeyShape("apk_user_", [.standsAlone, .isNoName]),
    KeyShape("apk_", [.standsAlone, .isNoName], of: .alphanumeric, least: 20),
    KeyShape("key_", [.standsAlone, .isNoName], of: .alphanumeric, least: 32),
    KeyShape("sgamp_", [.standsAlone, .isNoName]),
  ]

  private static let forges =
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"].map { KeyShape($0, .goesOn) }
    + [
      "glpat-", "gloas-", "gldt-", "glrt-", "glrtr-", "glcbt-", "glptt-", "glft-", "glimt-", "glagent-",
      "glsoat-", "glffct-", "glwt-",
    ].map { KeyShape($0, .goesOn) } + [
      KeyShape("GR1348941"), KeyShape("_gitlab_session=", of: .alphanumeric, least: 32),
      // Of Bitbucket and its neighbours.
      KeyShape("ATATT3", .standsAlone, least: 40), KeyShape("ATCTT3", .standsAlone, least: 40),
      KeyShape("ATBB", .standsAlone, of: .alphanumeric, least: 24),
    ]

  private static let clouds =
    [
      "AKIA", "ASIA", "ABIA", "ACCA", "AGPA", "AIDA", "AIPA", "ANPA", "ANVA", "APKA", "AROA", "ASCA",
    ].map { KeyShape($0, .standsAlone, of: [.capitals, .digits], least: 16, most: 16) } + [
      // Google.
      KeyShape("AQ.", [.standsAlone, .isNoName], least: 40),
      KeyShape("AIza", .standsAlone, least: 35), KeyShape("GOCSPX-", .standsAlone, least: 24),
      KeyShape("ya29.", [.standsAlone, .goesOn], least: 30),
      KeyShape("dop_v1_", of: .alphanumeric, least: 64), KeyShape("doo_v1_", of: .alphanumeric, least: 64),
      KeyShape("dor_v1_", of: .alphanumeric, least: 64),
      // Azure, in the connection strings of its storage and its queues.
      KeyShape("AccountKey=", of: .base64, least: 40), KeyShape("SharedAccessKey=", of: .base64, least: 40),
      // Databricks.
      KeyShape("dapi", .standsAlone, of: [.lowercase, .digits], least: 32),
      KeyShape("hvs.", .standsAlone, least: 24), KeyShape("hvb.", .standsAlone, least: 24),
    ]

  private static let packages = [
    KeyShape("npm_", .standsAlone, of: .alphanumeric, least: 36), KeyShape("pypi-AgE", least: 32),
    KeyShape("dckr_pat_", least: 20), KeyShape("dckr_oat_", least: 20),
    // crates.io, which tells the length itself.
    KeyShape("cio", .standsAlone, of: .alphanumeric, least: 32, most: 32),
    KeyShape("rubygems_", of: .alphanumeric, least: 48),
    KeyShape("hf_", .standsAlone, of: .alphanumeric, least: 30),
    KeyShape("api_org_", .standsAlone, of: .alphanumeric, least: 30),
  ]

  private static let models =
    ["sk-ant-", "sk-proj-", "sk-svcacct-", "sk-admin-", "sk-or-v1-"]
    .map { KeyShape($0, [.standsAlone, .isNoName], least: 20) } + [
      KeyShape("sk-", [.standsAlone, .isNoName], of: .alphanumeric, least: 32),
      KeyShape("gsk_", .standsAlone, of: .alphanumeric, least: 48),
      KeyShape("xai-", .standsAlone, of: .alphanumeric, least: 64),
      KeyShape("pplx-", .standsAlone, of: .alphanumeric, least: 32),
      KeyShape("nvapi-", [.standsAlone, .isNoName], least: 32),
      KeyShape("r8_", .standsAlone, of: .alphanumeric, least: 30),
    ]

  private static let services =
    ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxo-", "xoxe-", "xoxe.xoxb-", "xoxe.xoxp-", "xapp-"]
    .map { KeyShape($0, .isNoName, of: [.alphanumeric, .hyphen]) } + [
      KeyShape("hooks.slack.com/services/", of: [.alphanumeric, .slash], least: 40),
      KeyShape("SG.", .standsAlone, [Part(letters: .token, least: 16), Part(letters: .token, least: 32)]),
      // age.
      KeyShape("AGE-SECRET-KEY-1", of: [.capitals, .digits], least: 50),
      KeyShape("AGE-SECRET-KEY-PQ-1", of: [.capitals, .digits], least: 50),
      KeyShape("sk_live_", of: .alphanumeric), KeyShape("rk_live_", of: .alphanumeric),
      KeyShape(
        "eyJ", [.standsAlone, .goesOn],
        [
          Part(letters: .token, least: 10), Part(beginning: Array("eyJ".utf8), letters: .token, least: 10),
          Part(letters: .token, least: 16),
        ]),
    ]
}
