import COpenSSL

/// The named curves that PAdES baseline signatures may use (ETSI TS 119 312, table 8).
package enum EllipticCurve: String, Sendable, Codable, CaseIterable {
    case p256 = "P-256"
    case p384 = "P-384"
    case p521 = "P-521"

    /// OpenSSL's name for the curve.
    var groupName: String {
        switch self {
        case .p256: "prime256v1"
        case .p384: "secp384r1"
        case .p521: "secp521r1"
        }
    }

    /// Octets of an ECDSA-Sig-Value at most: two integers with their headers, in a SEQUENCE.
    var largestSignature: Int {
        switch self {
        case .p256: 72
        case .p384: 104
        case .p521: 139
        }
    }
}

/// What a certificate's public key is, as far as choosing an algorithm goes.
package enum PublicKeyKind: Hashable, Sendable {
    case rsa(bits: Int)
    case elliptic(EllipticCurve)
    /// Something we neither sign with nor verify, by OpenSSL's name for it.
    case other(String)

    /// - Parameter key: an `EVP_PKEY`, borrowed.
    init(of key: OpaquePointer) {
        if EVP_PKEY_is_a(key, "RSA") == 1 || EVP_PKEY_is_a(key, "RSA-PSS") == 1 {
            self = .rsa(bits: Int(EVP_PKEY_get_bits(key)))
        } else if EVP_PKEY_is_a(key, "EC") == 1 {
            let name = Self.groupName(of: key)
            let curve = EllipticCurve.allCases.first { $0.groupName == name }
            self = curve.map { .elliptic($0) } ?? .other("EC \(name)")
        } else {
            self = .other(EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "unknown")
        }
    }

    private static func groupName(of key: OpaquePointer) -> String {
        var buffer = [CChar](repeating: 0, count: 80)
        var length = 0
        guard EVP_PKEY_get_group_name(key, &buffer, buffer.count, &length) == 1 else { return "explicit" }
        return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension PublicKeyKind: CustomStringConvertible {
    package var description: String {
        switch self {
        case .rsa(let bits): "RSA \(bits)"
        case .elliptic(let curve): "EC \(curve.rawValue)"
        case .other(let name): name
        }
    }
}
