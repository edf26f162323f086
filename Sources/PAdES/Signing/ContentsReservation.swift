/// How much room a signature needs in /Contents. It is decided before the signature exists, since the reserved octets
/// are part of where everything else stands.
package enum ContentsReservation {
    /// What is not certificates or signature value: attributes, algorithm identifiers, headers.
    private static let structure = 1024

    /// - Parameters:
    ///   - key: its certificate and path go into the signature.
    ///   - timestamp: octets to keep free for a signature timestamp, see ``TimestampService/reserve(at:)``.
    /// - Returns: octets of CMS, with room to spare.
    package static func octets(for key: some SigningKey, timestamp: Int = 0) -> Int {
        let certificates = ([key.certificate] + key.path).reduce(0) { $0 + $1.der.count }
        // The signer is named by its issuer's name and serial number, which have no bound of their own.
        let identifier = key.certificate.issuer.der.count + key.certificate.encodedSerialNumber.count
        let value =
            switch key.certificate.publicKey {
            case .rsa(let bits): (bits + 7) / 8
            case .elliptic(let curve): curve.largestSignature
            case .other: 0
            }
        return certificates + identifier + value + timestamp + structure
    }
}
