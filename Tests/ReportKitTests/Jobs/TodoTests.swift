import Testing

@testable import ReportKit

@Suite struct TodoTests {
  @Test(
    "Done, total and open: cancelled items leave the total, unknown ones are open",
    arguments: [
      ([], 0, 0, 0), ([.pending], 0, 1, 1), ([.inProgress], 0, 1, 1), ([.completed], 1, 1, 0),
      ([.cancelled], 0, 0, 0), ([.unknown("blocked")], 0, 1, 1), ([.unknown("")], 0, 1, 1),
      ([.completed, .pending, .cancelled, .inProgress, .completed, .unknown("x")], 2, 5, 3),
    ] as [([Todo.State], Int, Int, Int)])
  func count(states: [Todo.State], done: Int, total: Int, open: Int) {
    let count = TodoCount(states.map { Todo(content: "x", state: $0) })
    #expect(count == TodoCount(done: done, total: total))
    #expect(count.open == open)
  }

  @Test("Figures add up")
  func sum() {
    var count = TodoCount.none
    count += TodoCount(done: 1, total: 3)
    count += TodoCount(done: 2, total: 2)
    #expect(count == TodoCount(done: 3, total: 5))
  }

  @Test("The words in data")
  func words() {
    let states: [Todo.State] = [.pending, .inProgress, .completed, .cancelled, .unknown("on hold")]
    #expect(states.map(\.word) == ["pending", "in_progress", "completed", "cancelled", "on hold"])
    let priorities: [Todo.Priority] = [.high, .medium, .low, .unknown("urgent")]
    #expect(priorities.map(\.word) == ["high", "medium", "low", "urgent"])
  }
}
