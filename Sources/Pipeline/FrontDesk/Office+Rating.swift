import Certification
import Ledger

extension Office {
    /// What the account's holder says of a copy that they have.
    func rate(_ text: String, _ level: String, actor: String) async -> OperationResult {
        do {
            let code = try Self.code(text)
            guard let rating = Rating(rawValue: level) else { throw InvalidEntry(.rating, .rating) }
            try await ledger.rate(code, rating, Occasion(at: clock.now(), actor: actor))
            return OperationResult(subject: text, dossier: try await document(of: code))
        } catch {
            return OperationResult(subject: text, fault: FaultDocument(describing: error))
        }
    }
}
