import PDF
import SwiftASN1

/// The last of three steps: a revision with its signature, ready to be appended to the file; at level B-T after a
/// timestamp over the signature has been added.
package struct SignedRevision: ~Copyable {
    private let revision: OpenRevision
    private var signedData: SignedData

    init(revision: consuming OpenRevision, signedData: SignedData) {
        self.revision = revision
        self.signedData = signedData
    }

    /// Where the revision is appended: the length of the file it extends.
    package var offset: Int { revision.offset }

    /// What a reader finds once it is appended, but for the signature itself; nil where the file has to be asked.
    package var successor: DocumentStructure? { revision.successor }

    /// SHA-256 of the signature value: what a signature timestamp is asked for (ETSI EN 319 122-1, 5.3).
    ///
    /// - Throws: ``SigningFault`` with `software`.
    package borrowing func timestampDigest() throws(SigningFault) -> [UInt8] {
        let value = Array(signedData.signerInfos[0].signature.bytes)
        guard let digest = DigestAlgorithm.sha256.digest(of: value) else { throw .software(reason: "no SHA-256") }
        return digest
    }

    /// Adds a signature-time-stamp as an unsigned attribute (ETSI EN 319 142-1, 6.3, level B-T).
    ///
    /// - Parameter token: over ``timestampDigest()``.
    /// - Throws: ``SigningFault`` with `software` for a token over something else.
    package mutating func add(_ token: TimestampToken) throws(SigningFault) {
        let imprint = MessageImprint(sha256: try timestampDigest())
        guard token.info.messageImprint.matches(imprint) else {
            throw .software(reason: "the timestamp of \(revision.field) is over something else")
        }
        do {
            let value = ASN1Any(derEncoded: try DER.parse(token.der))
            let attribute = try Attribute(.UnsignedAttribute.signatureTimeStamp, value)
            signedData.signerInfos[0].unsignedAttributes.append(attribute)
        } catch {
            throw .software(reason: "\(error)")
        }
    }

    /// The octets to append, with the signature in its place; what is left of the place is filled with zeros.
    ///
    /// - Throws: ``SigningFault`` with `contentsTooSmall`, or `software` when CMS cannot be encoded.
    package consuming func serialized() throws(SigningFault) -> [UInt8] {
        var coder = DER.Serializer()
        do {
            try coder.serialize(ContentInfo(signedData))
        } catch {
            throw .software(reason: "\(error)")
        }
        return try revision.closed(with: coder.serializedBytes)
    }
}
