import FoundationEssentials

/// A certification authority of one's own, made in memory: for `init --demo` and for tests.
///
/// Its root is named as a demonstration and trusted by nobody; the keys it certifies are shaped like those that a
/// provider issues to an office (RFC 5280; ETSI EN 319 412-2 and -3).
package struct DemoAuthority: Sendable {
    package let certificate: Certificate
    /// The authorities above this one, the root last; empty for the root.
    package let path: [Certificate]
    private let key: PrivateKey
    private let validity: ClosedRange<Date>

    /// Makes a root: RSA 2048. Blocking: making an RSA key takes a good part of a second.
    ///
    /// - Throws: ``KeyFault`` with `generationFailed`.
    package init(name: String, validity: ClosedRange<Date>) throws(KeyFault) {
        try self.init(name: name, validity: validity, issuer: nil, path: [])
    }

    private init(
        name: String,
        validity: ClosedRange<Date>,
        issuer: CertificateTemplate.Issuer?,
        path: [Certificate]
    ) throws(KeyFault) {
        let template = CertificateTemplate(
            subject: [.country("VN"), .commonName(name)], kind: .authority, validity: validity)
        key = try PrivateKey.generated(.rsa(bits: 2048))
        certificate = try template.issued(for: key, by: issuer)
        self.path = path
        self.validity = validity
    }

    /// An authority below this one. Blocking.
    ///
    /// - Throws: ``KeyFault`` with `generationFailed`.
    package func subordinate(name: String) throws(KeyFault) -> DemoAuthority {
        try DemoAuthority(name: name, validity: validity, issuer: issuer, path: [certificate] + path)
    }

    /// Makes a key and certifies it. Blocking.
    ///
    /// - Parameters:
    ///   - commonName: the person, or the office for a seal; any Unicode.
    ///   - organization: the office.
    ///   - validity: the authority's own, when not given.
    /// - Throws: ``KeyFault`` with `generationFailed` or `unsupportedKey`.
    package func issue(
        commonName: String,
        organization: String,
        keyKind: PublicKeyKind = .rsa(bits: 2048),
        kind: CertificateTemplate.Kind = .signer,
        validity: ClosedRange<Date>? = nil
    ) throws(KeyFault) -> DemoIdentity {
        let template = CertificateTemplate(
            subject: [.country("VN"), .organization(organization), .commonName(commonName)],
            kind: kind,
            validity: validity ?? self.validity
        )
        let key = try PrivateKey.generated(keyKind)
        let issued = try template.issued(for: key, by: issuer)
        return DemoIdentity(certificate: issued, path: [certificate] + path, key: key)
    }

    private var issuer: CertificateTemplate.Issuer {
        CertificateTemplate.Issuer(certificate: certificate, key: key)
    }
}
