import SwiftASN1

/// The CMS structure of a signature in a file, read: one signer, detached, with the signer's certificate.
struct CMSSignature {
    let signerInfo: SignerInfo
    let signer: Certificate
    /// The other certificates beside the signature, in their order; they prove nothing by being there.
    let others: [Certificate]

    /// - Parameter contents: what /Contents holds: BER or DER, with or without padding behind it.
    /// - Throws: ``SignatureProblem`` with `structureUnreadable`, `structureUnfit` or `certificateMissing`.
    init(contents: [UInt8]) throws(SignatureProblem) {
        let signedData: SignedData
        do {
            let root = try BER.parse(contents.prefix(EncodedLength.ofFirstValue(in: contents[...])))
            signedData = try ContentInfo(derEncoded: root).signedData
        } catch {
            throw SignatureProblem(.structureUnreadable, "\(error)")
        }
        guard signedData.signerInfos.count == 1 else {
            throw SignatureProblem(.structureUnfit, "\(signedData.signerInfos.count) signers")
        }
        guard signedData.encapContentInfo.content == nil else {
            throw SignatureProblem(.structureUnfit, "the content is inside")
        }
        guard signedData.encapContentInfo.contentType == .ContentType.data else {
            throw SignatureProblem(.structureUnfit, "the content is not data")
        }
        signerInfo = signedData.signerInfos[0]

        var certificates: [Certificate] = []
        for encoded in signedData.certificates {
            var coder = DER.Serializer()
            // What cannot be read is not the signer's; if it was, that one is missing below.
            guard (try? coder.serialize(encoded)) != nil,
                let certificate = try? Certificate(der: coder.serializedBytes, name: "certificate")
            else { continue }
            certificates.append(certificate)
        }
        guard let index = certificates.firstIndex(where: signerInfo.sid.names) else {
            throw SignatureProblem(.certificateMissing)
        }
        signer = certificates.remove(at: index)
        others = certificates
    }
}

extension SignerIdentifier {
    fileprivate func names(_ certificate: Certificate) -> Bool {
        switch self {
        case .issuerAndSerialNumber(let value): value == IssuerAndSerialNumber(of: certificate)
        case .subjectKeyIdentifier(let value): certificate.subjectKeyIdentifier == Array(value.bytes)
        }
    }
}
