import SwiftASN1

/// RFC 3279, 2.2.3:
/// ```
/// Ecdsa-Sig-Value ::= SEQUENCE {
///   r  INTEGER,
///   s  INTEGER }
/// ```
struct ECDSASignatureValue: DERSerializable {
    /// Big-endian, without leading zeros.
    let r: ArraySlice<UInt8>
    let s: ArraySlice<UInt8>

    /// - Parameter concatenation: r‖s of equal length, as tokens return them.
    /// - Returns: `nil` for anything else.
    init?(concatenation: [UInt8]) {
        guard !concatenation.isEmpty, concatenation.count.isMultiple(of: 2) else { return nil }
        let middle = concatenation.count / 2
        r = concatenation[..<middle].drop { $0 == 0 }
        s = concatenation[middle...].drop { $0 == 0 }
        guard !r.isEmpty, !s.isEmpty else { return nil }
    }

    /// DER.
    var encoded: [UInt8] {
        get throws {
            var coder = DER.Serializer()
            try coder.serialize(self)
            return coder.serializedBytes
        }
    }

    func serialize(into coder: inout DER.Serializer) throws {
        coder.appendConstructedNode(identifier: .sequence) { coder in
            for number in [r, s] {
                coder.appendPrimitiveNode(identifier: .integer) { octets in
                    // Positive, whatever the highest bit.
                    if let first = number.first, first & 0x80 != 0 { octets.append(0) }
                    octets.append(contentsOf: number)
                }
            }
        }
    }
}
