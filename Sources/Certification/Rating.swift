/// What an account's holder says of how a dossier was dealt with, in the portal's three levels.
package enum Rating: String, Sendable, Codable, CaseIterable {
    case verySatisfied = "very-satisfied"
    case satisfied
    case dissatisfied

    package var vietnamese: String {
        switch self {
        case .verySatisfied: "Rất hài lòng"
        case .satisfied: "Hài lòng"
        case .dissatisfied: "Không hài lòng"
        }
    }
}
