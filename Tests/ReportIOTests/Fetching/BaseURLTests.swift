import ReportIO
import Testing

/// Where a key may be sent.
@Suite struct BaseURLTests {
  @Test(
    "Taken as they are, without a slash at the end",
    arguments: [
      ("https://api.mintlify.com", "https://api.mintlify.com"),
      ("https://api.mintlify.com/", "https://api.mintlify.com"),
      ("HTTPS://API.Mintlify.com:443/a/b//", "https://api.mintlify.com/a/b"),
      ("https://gateway.example:8443/mint%20lify", "https://gateway.example:8443/mint%20lify"),
      ("http://localhost:8080", "http://localhost:8080"),
      ("http://127.0.0.1", "http://127.0.0.1"),
      ("http://127.8.9.10:80/x", "http://127.8.9.10/x"),
      ("http://[::1]:8080", "http://[::1]:8080"),
      ("https://[2001:db8::1]", "https://[2001:db8::1]"),
    ])
  func accepted(text: String, url: String) throws {
    #expect(try BaseURL(text).description == url)
  }

  @Test(
    "Refused, with the reason and what to do",
    arguments: [
      ("", "'': it is no absolute address; write it like https://api.example.com"),
      (
        "api.mintlify.com",
        "'api.mintlify.com': it is no absolute address; write it like https://api.example.com"
      ),
      (
        "ftp://a.example",
        "'ftp://a.example': it is no http or https address; write it like https://api.example.com"
      ),
      (
        "http://api.mintlify.com",
        "'http://api.mintlify.com': the key would travel in the clear; use https:// (http:// is for this machine only)"
      ),
      (
        "http://127.0.0.1.evil.example",
        "'http://127.0.0.1.evil.example': the key would travel in the clear; use https:// (http:// is for this machine only)"
      ),
      (
        "http://localhost.evil.example",
        "'http://localhost.evil.example': the key would travel in the clear; use https:// (http:// is for this machine only)"
      ),
      (
        "http://0177.0.0.1",
        "'http://0177.0.0.1': the key would travel in the clear; use https:// (http:// is for this machine only)"
      ),
      (
        "https://user:hunter2@a.example/x",
        "'https://…@a.example/x': it holds a user name or password; leave out what stands before the @"
      ),
      (
        "https://a.example@evil.example",
        "'https://…@evil.example': it holds a user name or password; leave out what stands before the @"
      ),
      (
        "https://a.example/x?key=hunter2",
        "'https://a.example/x': it has a query or a fragment; leave out what stands behind the path"
      ),
      (
        "https://a.example#x",
        "'https://a.example': it has a query or a fragment; leave out what stands behind the path"
      ),
      ("https://a.example:0", "'https://a.example:0': its host or port is not readable"),
      ("https://a.example:99999", "'https://a.example:99999': its host or port is not readable"),
      ("https://:443", "'https://:443': its host or port is not readable"),
      ("https://[::1", "'https://[::1': its host or port is not readable"),
      ("https://a\\b.example", "'https://a\\b.example': it holds spaces or characters outside ASCII"),
      ("https://münchen.example", "'https://münchen.example': it holds spaces or characters outside ASCII"),
      (
        "https://a.example/\n::error::x",
        "'https://a.example/ ::error::x': it holds spaces or characters outside ASCII"
      ),
      (
        "https://a.example/b/../c",
        "'https://a.example/b/../c': its path holds characters that must be percent-encoded, or dots that walk up"
      ),
      (
        "https://a.example/<x>",
        "'https://a.example/<x>': its path holds characters that must be percent-encoded, or dots that walk up"
      ),
      (
        "https://mint_0123456789abcdef.example/%zz?",
        "'https://mint_[redacted].example/%zz': it has a query or a fragment; leave out what stands behind the path"
      ),
    ])
  func refused(text: String, message: String) {
    do {
      Issue.record("taken: \(try BaseURL(text))")
    } catch {
      #expect(error.wording == "base URL " + message)
    }
  }
}
