import Foundation

/// A dossier as `list --json` prints it.
package struct DossierRow: Decodable, Sendable {
    package struct Applicant: Decodable, Sendable {
        package let kind: String
        package let identity: String?
        package let name: String?
        package let email: String?
        package let phone: String?
    }

    package struct Event: Decodable, Sendable {
        package let kind: String
        package let from: String?
        package let to: String?
        package let actor: String
        package let note: String?
    }

    package struct Delivery: Decodable, Sendable {
        package let channel: String
        package let recipient: String
        package let outcome: String
        package let detail: String?
    }

    package let code: String
    package let state: String
    package let originalName: String
    package let documentType: String?
    package let applicant: Applicant?
    package let copies: Int
    package let note: String?
    package let sha256: String
    package let number: String?
    package let book: String?
    package let signer: String?
    package let path: String
    package let reason: String?
    package let history: [Event]
    package let deliveries: [Delivery]

    package static func rows(_ output: String) throws -> [DossierRow] {
        try output.split(separator: "\n").map { try JSONDecoder().decode(DossierRow.self, from: Data($0.utf8)) }
    }
}
