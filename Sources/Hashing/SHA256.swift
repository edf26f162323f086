import COpenSSL

/// A running SHA-256 (FIPS 180-4). Owns OpenSSL's context; one pass over the bytes, in any pieces.
package struct SHA256: ~Copyable {
    /// Fetched once and kept: what `EVP_sha256()` names, OpenSSL 3 looks for anew for each hash.
    private struct Algorithm: @unchecked Sendable {
        // Unchecked: OpenSSL's algorithms do not change and count their users atomically.
        let raw = EVP_MD_fetch(nil, "SHA256", nil)
    }

    private static let algorithm = Algorithm()

    private let context: OpaquePointer

    /// - Throws: ``HashingUnavailable`` when OpenSSL has no memory or no SHA-256.
    package init() throws(HashingUnavailable) {
        guard let context = EVP_MD_CTX_new() else { throw HashingUnavailable() }
        guard let algorithm = Self.algorithm.raw, EVP_DigestInit_ex(context, algorithm, nil) == 1 else {
            EVP_MD_CTX_free(context)
            throw HashingUnavailable()
        }
        self.context = context
    }

    private init(adopting context: OpaquePointer) {
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) throws(HashingUnavailable) {
        guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { throw HashingUnavailable() }
    }

    package mutating func update(_ bytes: some Sequence<UInt8>) throws(HashingUnavailable) {
        let status = Array(bytes).withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        guard status == 1 else { throw HashingUnavailable() }
    }

    /// The state after the bytes so far, to continue in two directions: a signed file begins with its original,
    /// so the original is hashed once.
    package borrowing func fork() throws(HashingUnavailable) -> SHA256 {
        guard let copy = EVP_MD_CTX_new() else { throw HashingUnavailable() }
        guard EVP_MD_CTX_copy_ex(copy, context) == 1 else {
            EVP_MD_CTX_free(copy)
            throw HashingUnavailable()
        }
        return SHA256(adopting: copy)
    }

    package consuming func finalize() throws(HashingUnavailable) -> Digest {
        var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
        guard EVP_DigestFinal_ex(context, &bytes, nil) == 1, let digest = Digest(bytes: bytes) else {
            throw HashingUnavailable()
        }
        return digest
    }

    package static func digest(of bytes: [UInt8]) throws(HashingUnavailable) -> Digest {
        var value = [UInt8](repeating: 0, count: Digest.byteCount)
        guard let algorithm = algorithm.raw, EVP_Digest(bytes, bytes.count, &value, nil, algorithm, nil) == 1,
            let digest = Digest(bytes: value)
        else { throw HashingUnavailable() }
        return digest
    }

    package static func digest(of bytes: some Sequence<UInt8>) throws(HashingUnavailable) -> Digest {
        var hash = try SHA256()
        try hash.update(bytes)
        return try hash.finalize()
    }
}
