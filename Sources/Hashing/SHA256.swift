#if canImport(CryptoKit)
  import CryptoKit
#else
  import CCrypto
#endif

/// A SHA-256 (FIPS 180-4) of bytes that come piece by piece: CryptoKit's on Apple's systems, OpenSSL's elsewhere.
///
/// Traps if OpenSSL fails, which no input makes it do: a wrong digest must not be written.
public struct SHA256: Sendable {
  #if canImport(CryptoKit)
    private var state = CryptoKit.SHA256()
  #else
    private var context = Context()
  #endif

  /// The digest of no bytes, before any are added.
  public init() {}

  /// The digest of bytes.
  public static func hash(_ bytes: [UInt8]) -> SHA256Digest {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  #if canImport(CryptoKit)
    /// Adds bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) { state.update(bufferPointer: bytes) }

    /// The digest of all bytes that were added.
    public consuming func finish() -> SHA256Digest {
      state.finalize().withUnsafeBytes { SHA256Digest($0) }
    }
  #else
    /// Adds bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
      if !isKnownUniquelyReferenced(&context) { context = Context(copying: context) }
      context.update(bytes)
    }

    /// The digest of all bytes that were added.
    public consuming func finish() -> SHA256Digest {
      if !isKnownUniquelyReferenced(&context) { context = Context(copying: context) }
      return context.finish()
    }
  #endif
}

#if !canImport(CryptoKit)
  extension SHA256 {
    /// OpenSSL's state of a digest.
    ///
    /// Sending it is safe: it is changed only by a `SHA256` that alone holds it, and one that shares it copies it first. Those
    /// that share it only read it, so no thread changes what another one reads.
    private final class Context: @unchecked Sendable {
      private let pointer: OpaquePointer

      init() {
        pointer = Context.make()
        require(EVP_DigestInit_ex2(pointer, SHA256.algorithm, nil))
      }

      init(copying other: Context) {
        pointer = Context.make()
        require(EVP_MD_CTX_copy_ex(pointer, other.pointer))
      }

      deinit { EVP_MD_CTX_free(pointer) }

      func update(_ bytes: UnsafeRawBufferPointer) {
        require(EVP_DigestUpdate(pointer, bytes.baseAddress, bytes.count))
      }

      func finish() -> SHA256Digest {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: SHA256Digest.byteCount) { bytes in
          require(EVP_DigestFinal_ex(pointer, bytes.baseAddress, nil))
          return SHA256Digest(UnsafeRawBufferPointer(bytes))
        }
      }

      private static func make() -> OpaquePointer {
        // Without memory the program ends, as it does wherever Swift itself allocates.
        guard let pointer = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
        return pointer
      }
    }

    /// The algorithm, looked up once: each `EVP_sha256()` would look it up anew. It is looked up in a context of its own,
    /// which no settings file of OpenSSL changes.
    ///
    /// Threads may share the pointer, so it is safe: it is set once, and nothing here or in OpenSSL changes what it leads
    /// to (https://docs.openssl.org/3.0/man3/EVP_MD_fetch/).
    private nonisolated(unsafe) static let algorithm: OpaquePointer = {
      // The built-in provider always has it: only the memory for it can be missing.
      guard let context = OSSL_LIB_CTX_new(), let pointer = EVP_MD_fetch(context, "SHA256", nil) else {
        preconditionFailure("out of memory")
      }
      return pointer
    }()

    /// Traps if a call of OpenSSL failed.
    private static func require(_ result: Int32) {
      precondition(result == 1, "OpenSSL could not compute a SHA-256")
    }
  }
#endif
