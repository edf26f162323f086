import FoundationEssentials
import SwiftASN1

/// A time-stamp token, read (RFC 3161, 2.4.2): a CMS signature of one signer around a ``TSTInfo``.
package struct TimestampToken: Sendable {
    /// The ContentInfo as it came.
    package let der: [UInt8]
    /// The server's own statement of the time.
    package let time: Date
    package let signer: Certificate
    /// Certificates beside the signer's; they prove nothing by being there.
    package let others: [Certificate]
    let info: TSTInfo
    let signerInfo: SignerInfo
    /// The octets of the ``TSTInfo``, which the signature is over.
    let content: [UInt8]

    /// Reads a token and checks nothing.
    ///
    /// - Throws: ``TimestampProblem`` with `unreadable` or `structureUnfit`.
    package init(der: [UInt8]) throws(TimestampProblem) {
        self.der = der
        let signedData: SignedData
        let content: [UInt8]
        do {
            signedData = try ContentInfo(derEncoded: der).signedData
            guard signedData.encapContentInfo.contentType == .ContentType.tstInfo,
                let inner = signedData.encapContentInfo.content, signedData.signerInfos.count == 1
            else { throw TimestampProblem(.structureUnfit, "not one signature around a TSTInfo") }
            content = Array(try ASN1OctetString(asn1Any: inner).bytes)
            info = try TSTInfo(derEncoded: content)
        } catch let problem as TimestampProblem {
            throw problem
        } catch {
            throw TimestampProblem(.unreadable, "\(error)")
        }
        self.content = content
        guard let time = Date(info.genTime) else { throw TimestampProblem(.structureUnfit, "genTime") }
        self.time = time
        signerInfo = signedData.signerInfos[0]
        var certificates = signedData.certificates.compactMap(Certificate.init(encoded:))
        guard let index = certificates.firstIndex(where: signerInfo.sid.identifies) else {
            throw TimestampProblem(.wrongCertificate, "the signer's certificate is missing")
        }
        signer = certificates.remove(at: index)
        others = certificates
    }

    /// - Throws: ``TimestampProblem`` with `unreadable` or `structureUnfit`.
    init(encoded value: ASN1Any) throws(TimestampProblem) {
        var coder = DER.Serializer()
        do {
            try coder.serialize(value)
        } catch {
            throw TimestampProblem(.unreadable, "\(error)")
        }
        try self.init(der: coder.serializedBytes)
    }
}

extension Certificate {
    /// - Returns: `nil` for what cannot be read: it is nobody's certificate then.
    init?(encoded: ASN1Any) {
        var coder = DER.Serializer()
        guard (try? coder.serialize(encoded)) != nil,
            let certificate = try? Certificate(der: coder.serializedBytes, name: "certificate")
        else { return nil }
        self = certificate
    }
}

extension SignerIdentifier {
    func identifies(_ certificate: Certificate) -> Bool {
        switch self {
        case .issuerAndSerialNumber(let value): value == IssuerAndSerialNumber(of: certificate)
        case .subjectKeyIdentifier(let value): certificate.subjectKeyIdentifier == Array(value.bytes)
        }
    }
}

extension Date {
    /// - Returns: `nil` for what is no date: a 31 February.
    init?(_ time: GeneralizedTime) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let components = DateComponents(
            year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes,
            second: time.seconds)
        guard let whole = calendar.date(from: components) else { return nil }
        self = whole.addingTimeInterval(time.fractionalSeconds)
    }
}
