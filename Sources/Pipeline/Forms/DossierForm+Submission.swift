import Certification

extension DossierForm {
    /// - Throws: ``FormFault/incomplete(missing:)``, ``FormFault/noWayToDeliver``.
    func requireSubmittable() throws(FormFault) {
        guard isComplete else { throw .incomplete(missing: missing) }
        guard applicant?.email != nil else { throw .noWayToDeliver }
    }
}
