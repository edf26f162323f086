/// What someone needs to check signatures when the services are long gone: certificates and their issuers' statements,
/// each once.
package struct ValidationMaterial: Sendable, Equatable {
    package private(set) var certificates: [[UInt8]] = []
    package private(set) var crls: [[UInt8]] = []
    package private(set) var ocspResponses: [[UInt8]] = []

    package init() {}

    package var isEmpty: Bool { certificates.isEmpty && crls.isEmpty && ocspResponses.isEmpty }

    package mutating func add(_ path: [Certificate], _ evidence: [RevocationEvidence]) {
        for certificate in path { Self.add(certificate.der, to: &certificates) }
        for statement in evidence {
            if let responder = statement.responder { Self.add(responder.der, to: &certificates) }
            switch statement.form {
            case .ocsp: Self.add(statement.der, to: &ocspResponses)
            case .crl: Self.add(statement.der, to: &crls)
            }
        }
    }

    private static func add(_ bytes: [UInt8], to list: inout [[UInt8]]) {
        if !list.contains(bytes) { list.append(bytes) }
    }
}
