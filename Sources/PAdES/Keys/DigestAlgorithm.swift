import COpenSSL

/// The digests that baseline signatures may use (ETSI TS 119 312, table 4).
package enum DigestAlgorithm: String, Sendable, CaseIterable {
    case sha256 = "SHA-256"
    case sha384 = "SHA-384"
    case sha512 = "SHA-512"

    package var byteCount: Int {
        switch self {
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// OpenSSL's `EVP_MD`, a constant of the library.
    var implementation: OpaquePointer? {
        switch self {
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        }
    }

    /// The digest of several pieces, one after the other. Blocking.
    ///
    /// - Returns: `nil` when OpenSSL has no memory or not this digest; never because of what is hashed.
    func digest(of pieces: UnsafeRawBufferPointer...) -> [UInt8]? {
        guard let context = OpenSSLHandle(EVP_MD_CTX_new(), freedBy: EVP_MD_CTX_free),
            EVP_DigestInit_ex(context.pointer, implementation, nil) == 1
        else { return nil }
        for piece in pieces {
            guard EVP_DigestUpdate(context.pointer, piece.baseAddress, piece.count) == 1 else { return nil }
        }
        var value = [UInt8](repeating: 0, count: byteCount)
        guard EVP_DigestFinal_ex(context.pointer, &value, nil) == 1 else { return nil }
        return value
    }

    func digest(of bytes: [UInt8]) -> [UInt8]? {
        bytes.withUnsafeBytes { digest(of: $0) }
    }
}
