/// Runs a transformation over values on several workers at once and hands the results on in the order of
/// the values. It holds up to `ahead` results for each worker: where some values take much longer than others, a larger number
/// keeps all workers busy.
func mapInOrder<Input: Sendable, Output: Sendable>(
  workers: Int, ahead: Int = 2,
  _ inputs: some Sequence<Input>,
  transform: @escaping @Sendable (Input) throws -> Output,
  consume: (Output) throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: (Int, Output).self) { group in
    var waiting: [Int: Output] = [:]
    var started = 0
    var consumed = 0
    var iterator = inputs.makeIterator()
    while true {
      while started - consumed < workers * ahead, let input = iterator.next() {
        let number = started
        group.addTask { (number, try transform(input)) }
        started += 1
      }
      guard let (number, output) = try await group.next() else { return }
      try Task.checkCancellation()
      waiting[number] = output
      while let next = waiting.removeValue(forKey: consumed) {
        try consume(next)
        consumed += 1
      }
    }
  }
}
