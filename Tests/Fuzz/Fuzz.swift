@testable import CommonMark

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What libFuzzer calls with every input it makes up: the oracle of the tests must have no complaint, in
/// either profile. `make fuzz` builds and runs it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = Array(UnsafeBufferPointer(start: data, count: count))
  for profile in [MarkdownProfile.page, .github, .gitlab] {
    if let complaint = Oracle.complaint(about: text, profile: profile) {
      print(complaint)
      fflush(nil)
      abort()
    }
  }
  return 0
}
