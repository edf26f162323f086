import COpenSSL
import SwiftASN1

/// Where a certificate says that its revocation can be asked for. Only addresses that we can speak to: http and https.
extension Certificate {
    /// OCSP responders, from authorityInfoAccess (RFC 5280, 4.2.2.1):
    /// ```
    /// AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
    /// AccessDescription ::= SEQUENCE {
    ///   accessMethod    OBJECT IDENTIFIER,
    ///   accessLocation  GeneralName }
    /// ```
    var ocspAddresses: [String] {
        guard let root = extensionValue(NID_info_access) else { return [] }
        let descriptions = (try? Array(root.elements(of: .sequence))) ?? [] /* unreadable: no address */
        return descriptions.compactMap { description in
            let parts = (try? Array(description.elements(of: .sequence))) ?? [] /* unreadable: no address */
            guard parts.count == 2, (try? ASN1ObjectIdentifier(derEncoded: parts[0])) == .AccessMethod.ocsp else {
                return nil
            }
            return Self.address(parts[1])
        }
    }

    /// CRLs, from cRLDistributionPoints (RFC 5280, 4.2.1.13):
    /// ```
    /// CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint
    /// DistributionPoint ::= SEQUENCE {
    ///   distributionPoint  [0] DistributionPointName OPTIONAL, … }
    /// DistributionPointName ::= CHOICE {
    ///   fullName  [0] GeneralNames, … }
    /// ```
    var crlAddresses: [String] {
        guard let root = extensionValue(NID_crl_distribution_points) else { return [] }
        let points = (try? Array(root.elements(of: .sequence))) ?? [] /* unreadable: no address */
        return points.flatMap { point -> [String] in
            var nodes = [point]
            for expected in [ASN1Identifier.sequence, Self.tag(0), Self.tag(0)] {
                // Another choice at this level has no address for us.
                nodes = nodes.first.flatMap { try? Array($0.elements(of: expected)) } ?? []
            }
            return nodes.compactMap(Self.address)
        }
    }

    /// id-pkix-ocsp-nocheck (RFC 6960, 4.2.2.2.1): the responder's certificate is short-lived and is not asked about.
    var needsNoRevocationCheck: Bool { extensionValue(NID_id_pkix_OCSP_noCheck) != nil }

    private func extensionValue(_ identifier: CInt) -> ASN1Node? {
        guard let handle = opened() else { return nil }
        let index = X509_get_ext_by_NID(handle.pointer, identifier, -1)
        guard index >= 0, let data = X509_EXTENSION_get_data(X509_get_ext(handle.pointer, index)) else { return nil }
        // An extension that is no DER says nothing.
        return try? DER.parse(Array(asn1: data))
    }

    /// uniformResourceIdentifier [6] of a GeneralName.
    private static func address(_ name: ASN1Node) -> String? {
        guard name.identifier == tag(6), case .primitive(let octets) = name.content else { return nil }
        let text = String(decoding: octets, as: UTF8.self)
        let scheme = text.prefix { $0 != ":" }.lowercased()
        return scheme == "http" || scheme == "https" ? text : nil
    }

    private static func tag(_ number: UInt) -> ASN1Identifier {
        ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
    }
}

extension ASN1ObjectIdentifier {
    /// RFC 5280, 4.2.2.1.
    fileprivate enum AccessMethod {
        static let ocsp: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 48, 1]
    }
}
