/// Runs work over inputs, up to `width` at once, and hands the results on in the order of the inputs.
///
/// What `work` or `deliver` throws cancels the rest and is thrown on.
func inOrder<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], width: Int,
  work: @escaping @Sendable (Input) async throws -> Output,
  deliver: (Input, Output) async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: (index: Int, output: Output).self) { group in
    var started = 0
    var delivered = 0
    var ready: [Int: Output] = [:]
    while delivered < inputs.count {
      while started < inputs.count, started - delivered < width {
        let (index, input) = (started, inputs[started])
        group.addTask { (index, try await work(input)) }
        started += 1
      }
      if let output = ready.removeValue(forKey: delivered) {
        try await deliver(inputs[delivered], output)
        delivered += 1
      } else if let result = try await group.next() {
        ready[result.index] = result.output
      }
    }
  }
}
