import SwiftASN1

extension CMSSignature {
    /// The signature-time-stamps beside the signature value (ETSI EN 319 122-1, 5.3), as they are encoded.
    var encodedTimestamps: [[UInt8]] {
        signerInfo.unsignedAttributes
            .filter { $0.type == .UnsignedAttribute.signatureTimeStamp }
            .flatMap(\.values)
            .map { value in
                var coder = DER.Serializer()
                // What cannot be written again is kept as nothing, and a timestamp of nothing does not hold.
                guard (try? coder.serialize(value)) != nil else { return [] }
                return coder.serializedBytes
            }
    }

    /// The revocation data that the signer put into the signature, in the format before CAdES.
    var archivedEvidence: EmbeddedRevocation {
        // An attribute that cannot be parsed holds no evidence.
        guard let value = signerInfo.signedAttributes?.singleValue(of: .SignedAttribute.revocationInfoArchival),
            let archive = try? RevocationInfoArchival(asn1Any: value)
        else { return EmbeddedRevocation() }
        return EmbeddedRevocation(responses: archive.responses, lists: archive.crls)
    }
}
