import CCurl

/// libcurl as it is on this machine.
public enum Library {
  /// Its version, such as `7.88.1`.
  public static var version: String {
    jobreport_version().pointee.version.map { String(cString: $0) } ?? ""
  }

  /// The file of certificates in PEM that it trusts unless told otherwise; nil: it has none.
  public static var authoritiesFile: String? {
    jobreport_version().pointee.cainfo.map { String(cString: $0) }
  }

  /// The folder of such certificates; nil: it has none.
  public static var authoritiesFolder: String? {
    jobreport_version().pointee.capath.map { String(cString: $0) }
  }
}
