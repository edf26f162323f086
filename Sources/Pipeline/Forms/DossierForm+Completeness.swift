import Certification

extension DossierForm {
    /// - Throws: ``FormFault/incomplete(missing:)``.
    func requireComplete() throws(FormFault) {
        guard isComplete else { throw .incomplete(missing: missing) }
    }
}
