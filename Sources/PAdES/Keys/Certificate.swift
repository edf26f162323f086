import COpenSSL
import FoundationEssentials

/// An X.509 certificate (RFC 5280), read once: what signing, checking and showing it need.
package struct Certificate: Sendable {
    /// The certificate as it was issued.
    package let der: [UInt8]
    package let subject: DistinguishedName
    package let issuer: DistinguishedName
    /// Upper-case hexadecimal digits, as validators print it.
    package let serialNumber: String
    /// The INTEGER as the certificate encodes it, DER.
    let encodedSerialNumber: [UInt8]
    /// Both ends are valid instants (RFC 5280, 4.1.2.5).
    package let validity: ClosedRange<Date>
    package let publicKey: PublicKeyKind
    /// digitalSignature or nonRepudiation, or no key usage extension at all.
    package let maySign: Bool
    /// The subjectKeyIdentifier extension, if there is one.
    let subjectKeyIdentifier: [UInt8]?
    /// basicConstraints with cA.
    package let isAuthority: Bool

    /// - Parameters:
    ///   - der: exactly one certificate.
    ///   - name: what to call it in a message.
    /// - Throws: ``KeyFault`` with `notACertificate`.
    package init(der: [UInt8], name: String) throws(KeyFault) {
        guard let handle = Self.open(der) else {
            throw KeyFault(.notACertificate, of: name, detail: OpenSSLErrors.takeText())
        }
        try self.init(reading: handle.pointer, name: name)
        guard self.der == der else {
            throw KeyFault(.notACertificate, of: name, detail: "not the DER encoding of one certificate")
        }
    }

    /// - Parameter certificate: an `X509`, borrowed.
    init(reading certificate: OpaquePointer, name: String) throws(KeyFault) {
        guard let subject = X509_get_subject_name(certificate), let issuer = X509_get_issuer_name(certificate),
            let serial = X509_get0_serialNumber(certificate), let key = X509_get0_pubkey(certificate),
            let notBefore = Date(asn1: X509_get0_notBefore(certificate)),
            let notAfter = Date(asn1: X509_get0_notAfter(certificate)), notBefore <= notAfter
        else { throw KeyFault(.notACertificate, of: name, detail: OpenSSLErrors.takeText()) }

        der = Self.encoding { i2d_X509(certificate, &$0) }
        self.subject = DistinguishedName(copying: subject)
        self.issuer = DistinguishedName(copying: issuer)
        encodedSerialNumber = Self.encoding { i2d_ASN1_INTEGER(serial, &$0) }
        serialNumber = Self.hexadecimal(serial)
        validity = notBefore...notAfter
        publicKey = PublicKeyKind(of: key)
        // Without the extension OpenSSL answers with every bit set, which is what RFC 5280 means by its absence.
        let usage = X509_get_key_usage(certificate)
        maySign = usage & UInt32(KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION) != 0
        subjectKeyIdentifier = X509_get0_subject_key_id(certificate).map { Array(asn1: $0) }
        isAuthority = X509_check_ca(certificate) == 1
    }

    /// OpenSSL's view of the certificate, parsed anew: an `X509` of the caller's own.
    func opened() -> OpenSSLHandle? { Self.open(der) }

    private static func open(_ der: [UInt8]) -> OpenSSLHandle? {
        OpenSSLHandle(parsing: der, by: d2i_X509, freedBy: X509_free)
    }

    private static func encoding(_ encode: (inout UnsafeMutablePointer<UInt8>?) -> CInt) -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>?
        let length = encode(&bytes)
        defer { chungthuc_openssl_free(bytes) }
        guard let bytes, length > 0 else { return [] }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(length)))
    }

    private static func hexadecimal(_ serial: UnsafePointer<ASN1_INTEGER>) -> String {
        guard let number = OpenSSLHandle(ASN1_INTEGER_to_BN(serial, nil), freedBy: BN_free),
            let digits = BN_bn2hex(number.pointer)
        else { return "" }
        defer { chungthuc_openssl_free(digits) }
        return String(cString: digits)
    }
}

extension Certificate: Hashable {
    package static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

    package func hash(into hasher: inout Hasher) { hasher.combine(der) }
}
