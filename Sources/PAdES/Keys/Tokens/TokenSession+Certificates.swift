import CPKCS11

/// A key's certificate and its issuers', nearest first.
struct CertifiedPath: Sendable {
    let certificate: Certificate
    let path: [Certificate]

    init(_ certificate: Certificate, issuersAmong pool: [Certificate]) {
        self.certificate = certificate
        path = certificate.path(among: pool)
    }
}

extension TokenSession {
    private struct StoredCertificate {
        let id: [UInt8]?
        let label: [UInt8]?
        let certificate: Certificate
    }

    /// The certificate of the key that the settings mean, by CKA_ID, else by label; issuers come from the token too.
    /// Needs no login: certificates are public objects. Blocking.
    ///
    /// - Throws: ``TokenError``, or ``KeyFault`` with `certificateNotOnToken`.
    func certifiedPath(_ settings: TokenKeySettings) throws -> CertifiedPath {
        let stored = try certificates()
        let ids = try keyIDs(settings)
        var candidates = stored.filter { stored in stored.id.map { ids.contains($0) } ?? false }
        if candidates.isEmpty, let label = settings.label {
            candidates = stored.filter { $0.label == Array(label.utf8) }
        }
        // A renewed certificate may stand beside the old one.
        let newest = candidates.max {
            $0.certificate.validity.upperBound < $1.certificate.validity.upperBound
        }
        guard let newest else { throw KeyFault(.certificateNotOnToken, of: settings.name) }
        return CertifiedPath(newest.certificate, issuersAmong: stored.map(\.certificate))
    }

    /// The configured CKA_ID, or those of public keys with the configured label.
    private func keyIDs(_ settings: TokenKeySettings) throws(TokenError) -> Set<[UInt8]> {
        if let id = settings.id { return [id] }
        var ids: Set<[UInt8]> = []
        for key in try objects([.objectClass(CK_OBJECT_CLASS(CKO_PUBLIC_KEY))] + settings.criteria) {
            if let id = try attribute(CKA_ID, of: key), !id.isEmpty { ids.insert(id) }
        }
        return ids
    }

    private func certificates() throws(TokenError) -> [StoredCertificate] {
        var stored: [StoredCertificate] = []
        for object in try objects([.objectClass(CK_OBJECT_CLASS(CKO_CERTIFICATE))]) {
            guard let der = try attribute(CKA_VALUE, of: object),
                // Attribute certificates and the like may lie beside the X.509 ones; they are no key's.
                let certificate = try? Certificate(der: der, name: token.label)
            else { continue }
            stored.append(
                StoredCertificate(
                    id: try attribute(CKA_ID, of: object),
                    label: try attribute(CKA_LABEL, of: object),
                    certificate: certificate
                )
            )
        }
        return stored
    }
}
