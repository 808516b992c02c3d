import CCmark

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Memory for cmark's trees, one arena a thread, given back as a whole when a tree ends.
///
/// A tree is many small pieces that live equally long: taking and freeing each by itself is a third of
/// the time of a parse. Trees on one thread end in the reverse order of their beginnings, which the
/// owner of a tree (`SyntaxTree`) sees to.
enum Arena {
  /// A place in the arena to go back to.
  struct Mark {
    fileprivate var chunk: UnsafeMutableRawPointer?
    fileprivate var offset: Int
  }

  /// The start of a chunk.
  private struct Chunk {
    var previous: UnsafeMutableRawPointer?
    var capacity: Int
  }

  private struct State {
    var chunk: UnsafeMutableRawPointer?
    /// Up to where the chunk is taken.
    var offset: Int
    var capacity: Int
  }

  private static let chunkSize = 256 * 1024
  /// What stands before every piece: its size. Also the alignment.
  private static let header = 16

  /// cmark's allocator, by its address, since a pointer may not be shared.
  private static let allocatorAddress: UInt = {
    let allocator = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    allocator.initialize(
      to: cmark_mem(
        calloc: { count, size in Arena.take(count &* size, isCleared: true) },
        realloc: { piece, size in Arena.resize(piece, size) },
        free: { piece in Arena.giveBack(piece) }))
    return UInt(bitPattern: allocator)
  }()

  /// The allocator to parse with, between `mark` and `release`.
  static var allocator: UnsafeMutablePointer<cmark_mem>? {
    UnsafeMutablePointer(bitPattern: allocatorAddress)
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { state in Arena.end(state) }
    return key
  }()

  private static var state: UnsafeMutablePointer<State> {
    if let state = pthread_getspecific(key) { return state.assumingMemoryBound(to: State.self) }
    let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    state.initialize(to: State(chunk: nil, offset: 0, capacity: 0))
    pthread_setspecific(key, state)
    return state
  }

  /// Runs when a thread ends.
  private static func end(_ state: UnsafeMutableRawPointer?) {
    guard let state = state?.assumingMemoryBound(to: State.self) else { return }
    var chunk = state.pointee.chunk
    while let current = chunk {
      chunk = current.load(as: Chunk.self).previous
      free(current)
    }
    state.deallocate()
  }

  static func mark() -> Mark {
    let state = state
    return Mark(chunk: state.pointee.chunk, offset: state.pointee.offset)
  }

  /// Gives back all that was taken since the mark. The first chunk is kept for the next tree.
  static func release(to mark: Mark) {
    let state = state
    while let chunk = state.pointee.chunk, chunk != mark.chunk {
      let previous = chunk.load(as: Chunk.self).previous
      guard previous != nil else {
        state.pointee.offset = MemoryLayout<Chunk>.size
        return
      }
      free(chunk)
      state.pointee.chunk = previous
      state.pointee.capacity = previous?.load(as: Chunk.self).capacity ?? 0
    }
    state.pointee.offset = mark.offset
  }

  private static func take(_ size: Int, isCleared: Bool) -> UnsafeMutableRawPointer? {
    let state = state
    let needed = (size + header + 15) & ~15
    if state.pointee.offset + needed > state.pointee.capacity { grow(state, needed) }
    guard let chunk = state.pointee.chunk else { return nil }
    let piece = chunk + state.pointee.offset + header
    state.pointee.offset += needed
    (piece - header).storeBytes(of: size, as: Int.self)
    if isCleared { memset(piece, 0, size) }
    return piece
  }

  private static func grow(_ state: UnsafeMutablePointer<State>, _ needed: Int) {
    let capacity = max(chunkSize, needed + header)
    guard let chunk = malloc(capacity) else { abort() }
    chunk.storeBytes(of: Chunk(previous: state.pointee.chunk, capacity: capacity), as: Chunk.self)
    state.pointee = State(chunk: chunk, offset: header, capacity: capacity)
  }

  private static func resize(_ piece: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer? {
    guard let piece else { return take(size, isCleared: false) }
    let old = (piece - header).load(as: Int.self)
    let state = state
    let length = (old + header + 15) & ~15
    if let chunk = state.pointee.chunk, piece - header + length == chunk + state.pointee.offset {
      let needed = (size + header + 15) & ~15
      if state.pointee.offset - length + needed <= state.pointee.capacity {
        state.pointee.offset += needed - length
        (piece - header).storeBytes(of: size, as: Int.self)
        return piece
      }
    }
    guard let moved = take(size, isCleared: false) else { return nil }
    memcpy(moved, piece, min(old, size))
    return moved
  }

  private static func giveBack(_ piece: UnsafeMutableRawPointer?) {
    guard let piece else { return }
    let state = state
    let length = ((piece - header).load(as: Int.self) + header + 15) & ~15
    guard let chunk = state.pointee.chunk, piece - header + length == chunk + state.pointee.offset else {
      return
    }
    state.pointee.offset -= length
  }
}
