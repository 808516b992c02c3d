import ReportKit

/// The jobs that the last run found and wrote to a report, see ``JobsRecord``. They are taken where this run reads the same
/// bytes with the same options: the store then reads answers where they stood for the last one. Where only some of the bytes
/// are the same, what they say is known.
public struct LastJobs: Sendable {
  private let file: Descriptor
  private let origin: JobsRecord.Origin

  /// Those of the report in a directory; nil where there are none that some options would find.
  public init?(in directory: String, options: Fingerprint) {
    guard let folder = try? Folder(opening: Place.trimmed(directory)),
      let file = try? folder.file(JobsRecord.path.name),
      let head = try? file.read(JobsRecord.longestHead, upToEndFrom: 0),
      let origin = JobsRecord.origin(of: head), origin.options == options
    else { return nil }
    self.file = file
    self.origin = origin
  }

  /// The jobs of saved answers; nil when these are not the same any more.
  public func jobs(of files: [String], hiding redaction: Redaction) async -> CollectedJobs? {
    // A pipe can be read once only.
    guard files.allSatisfy({ (try? Files.kind(of: $0)) == .file }) else { return nil }
    var store = RecordStore(hiding: redaction)
    var sources: [(file: Descriptor, place: String, status: Files.Status)] = []
    for path in files {
      guard let file = try? Descriptor(reading: path), let status = try? file.status else { return nil }
      sources.append((file, "'\(path)'", status))
      _ = store.add(.file(.saved(file, place: "'\(path)'")))
    }
    guard sources.reduce(0, { $0 + $1.status.size }) == origin.length else { return nil }
    // It is read while the input is hashed.
    async let found = contents
    var digest = InputDigest()
    for (file, place, status) in sources {
      guard (try? digest.add(file, as: place, status: status)) == true else { return nil }
    }
    guard digest.origin(origin.options) == origin else { return nil }
    return jobs(await found, in: store) { reference in
      guard sources.indices.contains(Int(reference.source)), reference.length >= 0, reference.offset >= 0
      else {
        return false
      }
      let size = sources[Int(reference.source)].status.size
      return reference.offset <= size && Int64(reference.length) <= size - reference.offset
    }
  }

  /// The jobs of an archive; nil when it is not the same any more.
  public func jobs(ofArchive path: String, hiding redaction: Redaction) async throws -> CollectedJobs? {
    guard let status = InputDigest.status(ofArchive: path), status.size == origin.length else { return nil }
    async let found = contents
    var digest = InputDigest()
    guard (try? digest.add(archive: path, status: status)) == true, digest.origin(origin.options) == origin
    else { return nil }
    var store = RecordStore(hiding: redaction)
    let source = store.add(.archive(try ArchiveReader(path: path)))
    return jobs(await found, in: store) { $0.source == source && $0.length >= 0 }
  }

  /// The jobs of the record, if all of their answers can stand where it says.
  private func jobs(
    _ found: JobsRecord.Contents?, in store: RecordStore, where isThere: (RecordReference) -> Bool
  ) -> CollectedJobs? {
    // Of no job there is nothing to spare, and more to say.
    guard let found, !found.jobs.isEmpty,
      found.jobs.allSatisfy({ $0.answers.allSatisfy(isThere) })
    else { return nil }
    return CollectedJobs(contents: found, store: store, memory: .kept)
  }

  /// What is known of records, wherever they stand now.
  public var known: KnownJobs { KnownJobs(contents?.jobs ?? []) }

  /// What the record has; nil where it is not whole.
  private var contents: JobsRecord.Contents? {
    var reader = JobsRecord.Reader()
    var offset: Int64 = 0
    while true {
      guard let bytes = try? file.read(1 << 18, upToEndFrom: offset), reader.feed(bytes) else { return nil }
      if bytes.isEmpty { return reader.finish() }
      offset += Int64(bytes.count)
    }
  }
}
