import COpenSSL

/// The encoded messages of RFC 8017 (9.1, 9.2), for tokens that offer the bare RSA operation only.
enum RSAEncoding {
    /// EMSA-PKCS1-v1_5 (9.2): `00 01 FF … FF 00 DigestInfo`, as long as the modulus.
    ///
    /// - Returns: `nil` when the modulus is too small.
    static func pkcs1(_ digestInfo: [UInt8], modulusBits: Int) -> [UInt8]? {
        let padding = (modulusBits + 7) / 8 - digestInfo.count - 3
        guard padding >= 8 else { return nil }
        return [0, 1] + [UInt8](repeating: 0xFF, count: padding) + [0] + digestInfo
    }

    /// EMSA-PSS (9.1.1) with MGF1 of the same digest, padded in front to the length of the modulus.
    ///
    /// - Returns: `nil` when the modulus is too small, or OpenSSL has no random numbers or not this digest.
    static func pss(
        _ messageDigest: [UInt8],
        digest: DigestAlgorithm,
        saltLength: Int,
        modulusBits: Int
    ) -> [UInt8]? {
        var salt = [UInt8](repeating: 0, count: saltLength)
        guard saltLength == 0 || RAND_bytes(&salt, CInt(clamping: saltLength)) == 1 else { return nil }
        // Bits and octets of the encoded message: one bit less than the modulus.
        let bits = modulusBits - 1
        let count = (bits + 7) / 8
        let maskedCount = count - digest.byteCount - 1
        guard maskedCount >= saltLength + 1,
            let hash = digest.digest(of: [UInt8](repeating: 0, count: 8) + messageDigest + salt),
            let mask = mgf1(hash, count: maskedCount, digest: digest)
        else { return nil }
        let block = [UInt8](repeating: 0, count: maskedCount - saltLength - 1) + [1] + salt
        var masked = zip(block, mask).map { $0 ^ $1 }
        masked[0] &= 0xFF >> UInt8(8 * count - bits)
        let leading = [UInt8](repeating: 0, count: (modulusBits + 7) / 8 - count)
        return leading + masked + hash + [0xBC]
    }

    /// Appendix B.2.1.
    private static func mgf1(_ seed: [UInt8], count: Int, digest: DigestAlgorithm) -> [UInt8]? {
        var mask: [UInt8] = []
        var counter: UInt32 = 0
        while mask.count < count {
            let suffix = withUnsafeBytes(of: counter.bigEndian) { Array($0) }
            guard let block = digest.digest(of: seed + suffix) else { return nil }
            mask += block
            counter += 1
        }
        return Array(mask.prefix(count))
    }
}

extension DigestAlgorithm {
    /// A DigestInfo (9.2, note 1): the algorithm's fixed header and the digest.
    func digestInfo(_ digest: [UInt8]) -> [UInt8] {
        let arc: UInt8 =
            switch self {
            case .sha256: 1
            case .sha384: 2
            case .sha512: 3
            }
        // id-sha256 and its neighbours, 2.16.840.1.101.3.4.2.arc, with NULL parameters.
        let objectIdentifier: [UInt8] = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, arc]
        let identifier = [0x30, 0x0D] + objectIdentifier + [0x05, 0x00]
        return [0x30, UInt8(identifier.count + 2 + digest.count)] + identifier + [0x04, UInt8(digest.count)] + digest
    }
}
