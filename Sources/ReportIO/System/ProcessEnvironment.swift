import Foundation
import ReportKit

/// What the process is told by its surroundings. Read once at the top; everything below takes it as values.
public enum ProcessEnvironment {
  /// The variables of the environment.
  public static var current: [String: String] { ProcessInfo.processInfo.environment }

  /// How many processors there are to work on.
  public static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The clock's time, to the second.
  public static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }

  /// The clock's time, to the millisecond.
  public static var preciseNow: Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
  }

  /// Makes sure that a run can open what it needs. Dispatch ends the process where it gets no descriptor of its
  /// own, in the middle of the work too, which no code can catch; for the same reason nothing else may run yet.
  public static func requireDescriptors() throws(SystemError) {
    let needed = 24
    var held: [Descriptor] = []
    for _ in 0..<needed {
      let number = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard number >= 0 else { throw SystemError("open \(needed) files at once, such as", "/dev/null") }
      held.append(Descriptor(number: number, path: "/dev/null"))
    }
  }
}
