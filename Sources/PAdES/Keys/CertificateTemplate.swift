import COpenSSL
import FoundationEssentials

/// What a demo certificate shall say, and how it is made (RFC 5280, 4).
package struct CertificateTemplate {
    package enum Kind: Sendable {
        case authority
        /// A person's or an office's certificate for signatures.
        case signer
        /// A certificate for something else: its key usage does not allow signatures.
        case encipherment
    }

    /// One relative distinguished name, in UTF-8.
    enum NamePart {
        case country(String)
        case organization(String)
        case commonName(String)
    }

    struct Issuer {
        let certificate: Certificate
        let key: PrivateKey
    }

    /// Outermost first.
    let subject: [NamePart]
    let kind: Kind
    let validity: ClosedRange<Date>

    /// The certificate for a key; self-signed without an issuer. Blocking.
    ///
    /// - Throws: ``KeyFault`` with `generationFailed`.
    func issued(for key: PrivateKey, by issuer: Issuer?) throws(KeyFault) -> Certificate {
        ERR_clear_error()
        guard let certificate = OpenSSLHandle(X509_new(), freedBy: X509_free),
            fill(certificate.pointer, key: key),
            nameIssuer(of: certificate.pointer, issuer: issuer),
            extend(certificate.pointer, issuer: issuer),
            X509_sign(certificate.pointer, (issuer?.key ?? key).pointer, EVP_sha256()) > 0
        else { throw KeyFault(.generationFailed, of: label, detail: OpenSSLErrors.takeText()) }
        return try Certificate(reading: certificate.pointer, name: label)
    }

    private var label: String {
        for case .commonName(let name) in subject { return name }
        return "demo"
    }

    private func fill(_ certificate: OpaquePointer, key: PrivateKey) -> Bool {
        guard X509_set_version(certificate, Int(X509_VERSION_3)) == 1,
            X509_set_pubkey(certificate, key.pointer) == 1,
            let name = X509_get_subject_name(certificate),
            let serial = OpenSSLHandle(BN_new(), freedBy: BN_free),
            // 127 bits with the highest one set: positive, never zero, 16 octets (RFC 5280, 4.1.2.2).
            BN_rand(serial.pointer, 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1,
            BN_to_ASN1_INTEGER(serial.pointer, X509_get_serialNumber(certificate)) != nil,
            ASN1_TIME_set(X509_getm_notBefore(certificate), Self.seconds(validity.lowerBound)) != nil,
            ASN1_TIME_set(X509_getm_notAfter(certificate), Self.seconds(validity.upperBound)) != nil
        else { return false }
        return subject.allSatisfy { $0.append(to: name) }
    }

    private func nameIssuer(of certificate: OpaquePointer, issuer: Issuer?) -> Bool {
        guard let issuer else {
            return X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1
        }
        guard let handle = issuer.certificate.opened() else { return false }
        return X509_set_issuer_name(certificate, X509_get_subject_name(handle.pointer)) == 1
    }

    private func extend(_ certificate: OpaquePointer, issuer: Issuer?) -> Bool {
        guard let issuer else { return extend(certificate, issuer: certificate) }
        guard let handle = issuer.certificate.opened() else { return false }
        return extend(certificate, issuer: handle.pointer)
    }

    private func extend(_ certificate: OpaquePointer, issuer: OpaquePointer) -> Bool {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, issuer, certificate, nil, nil, 0)
        for (identifier, value) in extensions {
            guard
                let made = OpenSSLHandle(
                    X509V3_EXT_conf_nid(nil, &context, identifier, value), freedBy: X509_EXTENSION_free),
                X509_add_ext(certificate, made.pointer, -1) == 1
            else { return false }
        }
        return true
    }

    /// In the notation of OpenSSL's x509v3_config. The key identifier comes before the reference to it.
    private var extensions: [(CInt, String)] {
        let own: [(CInt, String)] =
            switch kind {
            case .authority:
                [(NID_basic_constraints, "critical,CA:TRUE"), (NID_key_usage, "critical,keyCertSign,cRLSign")]
            case .signer:
                [
                    (NID_basic_constraints, "critical,CA:FALSE"),
                    (NID_key_usage, "critical,digitalSignature,nonRepudiation"),
                ]
            case .encipherment:
                [(NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,keyEncipherment")]
            }
        return own + [(NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid:always")]
    }

    private static func seconds(_ date: Date) -> Int { Int(date.timeIntervalSince1970) }
}

extension CertificateTemplate.NamePart {
    fileprivate func append(to name: OpaquePointer) -> Bool {
        let (identifier, text) =
            switch self {
            case .country(let text): (NID_countryName, text)
            case .organization(let text): (NID_organizationName, text)
            case .commonName(let text): (NID_commonName, text)
            }
        let octets = Array(text.utf8)
        return X509_NAME_add_entry_by_NID(name, identifier, chungthuc_utf8, octets, CInt(octets.count), -1, 0) == 1
    }
}
