#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Shows a file in the browser of the person at this machine.
public enum Browser {
  /// What there was.
  public enum Outcome: Sendable {
    case shown
    /// A run of CI, where nobody looks.
    case isCI
    /// No program to show it with, or it failed.
    case none
  }

  #if canImport(Darwin)
    private static let program = "open"
  #else
    private static let program = "xdg-open"
  #endif

  /// Asks the system to show a file. The program that does gets the variables that it needs for that, and no others: no
  /// key and no token.
  public static func show(_ path: String, environment: [String: String]) async -> Outcome {
    guard !CIEnvironment.isCI(environment) else { return .isCI }
    guard hasScreen(environment), let program = find(program, in: environment["PATH"]),
      let file = realpath(path, nil)
    else { return .none }
    defer { free(file) }
    let variables = environment.filter { isNeeded($0.key) }.map { "\($0.key)=\($0.value)" }
    guard let child = spawn([program, String(cString: file)], environment: variables) else { return .none }
    // A program that is still there after a while shows the file itself.
    for _ in 0..<40 {
      var status: Int32 = 0
      let ended = waitpid(child, &status, WNOHANG)
      if ended != 0 { return ended == child && status == 0 ? .shown : .none }
      guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { break }
    }
    return .shown
  }

  /// Without a screen there may be a browser of the terminal, which would take that over.
  private static func hasScreen(_ environment: [String: String]) -> Bool {
    #if canImport(Darwin)
      true
    #else
      environment.variable("DISPLAY") != nil || environment.variable("WAYLAND_DISPLAY") != nil
    #endif
  }

  private static func isNeeded(_ variable: String) -> Bool {
    let names: Set = [
      "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TMPDIR", "BROWSER", "DISPLAY",
      "XAUTHORITY",
      "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION", "GNOME_DESKTOP_SESSION_ID",
      "KDE_FULL_SESSION", "KDE_SESSION_VERSION", "__CF_USER_TEXT_ENCODING",
    ]
    return names.contains(variable) || variable.hasPrefix("LC_") || variable.hasPrefix("XDG_")
  }

  private static func find(_ program: String, in path: String?) -> String? {
    (path ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(program)" }
      .first { $0.hasPrefix("/") && access($0, X_OK) == 0 }
  }

  /// Starts a program that hears and says nothing, in a group of its own, which Control-C does not reach, and without
  /// the signals that this process ignores or blocks.
  private static func spawn(_ words: [String], environment: [String]) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    guard posix_spawnattr_init(&attributes) == 0 else { return nil }
    defer { posix_spawnattr_destroy(&attributes) }
    for (descriptor, flags) in [
      (STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_WRONLY), (STDERR_FILENO, O_WRONLY),
    ] {
      guard posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", flags, 0) == 0 else {
        return nil
      }
    }
    var none = sigset_t()
    var defaults = sigset_t()
    sigemptyset(&none)
    sigemptyset(&defaults)
    for number in [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var child: pid_t = 0
    return withCStrings(words) { words in
      withCStrings(environment) { environment in
        words[0].map { posix_spawn(&child, $0, &actions, &attributes, words, environment) }
      }
    } == 0 ? child : nil
  }

  private static func withCStrings(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32?
  ) -> Int32? {
    var pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap(body) }
  }
}
