import SwiftASN1

/// A CMS structure with one signer, read, with the signer's certificate: a signature in a file, or a timestamp token.
struct CMSSignature: Sendable {
    let signerInfo: SignerInfo
    let signer: Certificate
    /// The other certificates beside the signature, in their order; they prove nothing by being there.
    let others: [Certificate]
    let contentType: ASN1ObjectIdentifier
    /// The octets that are signed where they are inside; nil for a detached signature.
    let content: [UInt8]?

    /// - Parameter encoded: BER or DER, with or without padding behind it.
    /// - Throws: ``SignatureProblem`` with `structureUnreadable`, `structureUnfit` or `certificateMissing`.
    init(_ encoded: [UInt8]) throws(SignatureProblem) {
        let signedData: SignedData
        do {
            let root = try BER.parse(encoded.prefix(EncodedLength.ofFirstValue(in: encoded[...])))
            signedData = try ContentInfo(derEncoded: root).signedData
            content = try signedData.encapContentInfo.content.map { Array(try ASN1OctetString(asn1Any: $0).bytes) }
        } catch {
            throw SignatureProblem(.structureUnreadable, "\(error)")
        }
        guard signedData.signerInfos.count == 1 else {
            throw SignatureProblem(.structureUnfit, "\(signedData.signerInfos.count) signers")
        }
        contentType = signedData.encapContentInfo.contentType
        signerInfo = signedData.signerInfos[0]

        var certificates = signedData.certificates.compactMap(Certificate.init(unchecked:))
        guard let index = certificates.firstIndex(where: signerInfo.sid.identifies) else {
            throw SignatureProblem(.certificateMissing)
        }
        signer = certificates.remove(at: index)
        others = certificates
    }

    /// A PDF signature's /Contents: detached, over data (ETSI EN 319 142-1, 4.1).
    static func detached(_ contents: [UInt8]) throws(SignatureProblem) -> CMSSignature {
        let signature = try CMSSignature(contents)
        guard signature.content == nil else { throw SignatureProblem(.structureUnfit, "the content is inside") }
        guard signature.contentType == .ContentType.data else {
            throw SignatureProblem(.structureUnfit, "the content is not data")
        }
        return signature
    }
}

extension Certificate {
    /// A certificate from a stranger's file; nil for what cannot be read, which proves nothing and harms nothing.
    init?(unchecked der: [UInt8]) {
        guard let certificate = try? Certificate(der: der, name: "certificate") else { return nil }
        self = certificate
    }

    fileprivate init?(unchecked value: ASN1Any) {
        var coder = DER.Serializer()
        // As above.
        guard (try? coder.serialize(value)) != nil else { return nil }
        self.init(unchecked: coder.serializedBytes)
    }
}

extension SignerIdentifier {
    fileprivate func identifies(_ certificate: Certificate) -> Bool {
        switch self {
        case .issuerAndSerialNumber(let value): value == IssuerAndSerialNumber(of: certificate)
        case .subjectKeyIdentifier(let value): certificate.subjectKeyIdentifier == Array(value.bytes)
        }
    }
}
