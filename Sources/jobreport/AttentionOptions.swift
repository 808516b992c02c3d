import ArgumentParser
import Arguments
import ReportIO
import ReportKit

/// What still counts among the jobs that need a person; the same in every command that makes a report.
struct AttentionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What has needed a person since before this day, or for so long (28d), is folded away and not counted.",
      valueName: "date"))
  var attentionSince = "28d"

  @Option(
    help: ArgumentHelp(
      "A file of jobs that a person has set aside: a line 'ID: reason' each, or reason, by and until below the id.",
      valueName: "file"), completion: .file())
  var acknowledge: String?

  /// Reads the options into what a command reads.
  func apply(to input: inout JobInput) throws {
    let (now, zone) = (input.report.asOf, input.report.timeZone)
    guard let since = PointInTime(attentionSince, now: now, zone: zone) else {
      throw UsageError.noDate("attention-since", attentionSince)
    }
    var notes: [Acknowledgement] = []
    if let acknowledge {
      let file = try AcknowledgementFile(
        try SettingsText.readAcknowledgements(acknowledge), path: acknowledge
      ) { PointInTime($0, now: now, zone: zone)?.end(in: zone) }
      notes = file.notes.map(\.note)
    }
    input.set(attentionSince: since.beginning(in: zone), Acknowledgements(notes))
  }
}
