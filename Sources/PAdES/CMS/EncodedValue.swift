import SwiftASN1

/// A value that is encoded already, to be written as it is.
struct EncodedValue: DERSerializable {
    /// DER of one value.
    let octets: [UInt8]

    func serialize(into coder: inout DER.Serializer) {
        coder.serializeRawBytes(octets)
    }
}
