import SwiftASN1

/// RFC 5652, 5.3:
/// ```
/// SignerIdentifier ::= CHOICE {
///   issuerAndSerialNumber  IssuerAndSerialNumber,
///   subjectKeyIdentifier   [0] SubjectKeyIdentifier }
/// ```
/// We write the first; others' signatures may have the second.
enum SignerIdentifier: DERParseable, DERSerializable, Hashable, Sendable {
    case issuerAndSerialNumber(IssuerAndSerialNumber)
    case subjectKeyIdentifier(ASN1OctetString)

    private static let keyIdentifierTag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)

    init(derEncoded rootNode: ASN1Node) throws {
        self =
            rootNode.identifier == Self.keyIdentifierTag
            ? .subjectKeyIdentifier(try ASN1OctetString(derEncoded: rootNode, withIdentifier: Self.keyIdentifierTag))
            : .issuerAndSerialNumber(try IssuerAndSerialNumber(derEncoded: rootNode))
    }

    func serialize(into coder: inout DER.Serializer) throws {
        switch self {
        case .issuerAndSerialNumber(let value): try coder.serialize(value)
        case .subjectKeyIdentifier(let value):
            try value.serialize(into: &coder, withIdentifier: Self.keyIdentifierTag)
        }
    }

    /// RFC 5652, 5.3: the SignerInfo's version follows from the choice.
    var version: Int {
        switch self {
        case .issuerAndSerialNumber: 1
        case .subjectKeyIdentifier: 3
        }
    }
}
