import COpenSSL

extension PrivateKey {
    /// A new key from OpenSSL's generator. Blocking.
    ///
    /// - Throws: ``KeyFault`` with `generationFailed`, or `unsupportedKey` for a kind that is neither RSA nor EC.
    static func generated(_ kind: PublicKeyKind) throws(KeyFault) -> PrivateKey {
        ERR_clear_error()
        let pointer: OpaquePointer?
        switch kind {
        case .rsa(let bits): pointer = chungthuc_generate_rsa(UInt32(clamping: bits))
        case .elliptic(let curve): pointer = chungthuc_generate_ec(curve.groupName)
        case .other(let name): throw KeyFault(.unsupportedKey, of: name)
        }
        guard let pointer else {
            throw KeyFault(.generationFailed, of: "\(kind)", detail: OpenSSLErrors.takeText())
        }
        return PrivateKey(adopting: pointer)
    }
}
