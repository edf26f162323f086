import FoundationEssentials
import SwiftASN1

/// The second of three steps: the digest of everything that the signature covers.
package struct HashedSignature: ~Copyable {
    let revision: OpenRevision
    let algorithm: SignatureAlgorithm
    let digest: [UInt8]

    init(revision: consuming OpenRevision, algorithm: SignatureAlgorithm, digest: [UInt8]) {
        self.revision = revision
        self.algorithm = algorithm
        self.digest = digest
    }

    /// Signs with a key that may sign at the given time. Blocking: on a token this takes a while.
    ///
    /// - Throws: ``KeyFault`` when the key is unfit or fails, ``SigningFault`` with `software` when CMS cannot be
    ///   encoded.
    package consuming func signed(with key: some SigningKey, at time: Date) throws -> SignedRevision {
        try key.checkFitness(at: time)
        let signedData: SignedData
        do {
            signedData = try SignedData(digest: digest, algorithm: algorithm, key: key)
        } catch let error as ASN1Error {
            throw SigningFault.software(reason: "\(error)")
        }
        return SignedRevision(revision: revision, signedData: signedData)
    }
}

extension SignedData {
    /// A CAdES baseline signature (ETSI EN 319 122-1, 6.3; ETSI EN 319 142-1, 6.3): content-type, message-digest and
    /// signing-certificate-v2 are signed. PAdES forbids signing-time, the time is in the signature dictionary's /M.
    init(digest: [UInt8], algorithm: SignatureAlgorithm, key: some SigningKey) throws {
        guard let certificateDigest = DigestAlgorithm.sha256.digest(of: key.certificate.der) else {
            throw SigningFault.software(reason: "no SHA-256")
        }
        let reference = ESSCertIDv2(
            hashAlgorithm: AlgorithmIdentifier(.sha256), certHash: ASN1OctetString(contentBytes: certificateDigest[...])
        )
        let attributes = try SignedAttributes([
            Attribute(.SignedAttribute.contentType, ASN1ObjectIdentifier.ContentType.data),
            Attribute(.SignedAttribute.messageDigest, ASN1OctetString(contentBytes: digest[...])),
            Attribute(.SignedAttribute.signingCertificateV2, SigningCertificateV2(certs: [reference])),
        ])
        let value = try key.signature(over: attributes.signedOctets, algorithm: algorithm)
        let signer = SignerInfo(
            sid: .issuerAndSerialNumber(IssuerAndSerialNumber(of: key.certificate)),
            digestAlgorithm: AlgorithmIdentifier(algorithm.digest),
            signedAttributes: attributes,
            signatureAlgorithm: try AlgorithmIdentifier(algorithm),
            signature: ASN1OctetString(contentBytes: value[...])
        )
        let certificates = try ([key.certificate] + key.path).map { try ASN1Any(erasing: EncodedValue(octets: $0.der)) }
        self.init(detached: signer, certificates: certificates)
    }
}
