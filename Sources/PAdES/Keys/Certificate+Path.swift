import COpenSSL

extension Certificate {
    /// The issuers of this certificate that are in the pool, nearest first, to the root or as far as the pool goes.
    /// What does not belong to the path stays out of it.
    func path(among pool: [Certificate]) -> [Certificate] {
        var path: [Certificate] = []
        var current = self
        var rest = pool
        while current.subject.der != current.issuer.der,
            let index = rest.firstIndex(where: { current.isIssued(by: $0) })
        {
            current = rest.remove(at: index)
            path.append(current)
        }
        return path
    }

    /// Whether names, key identifiers and the signature itself say so.
    func isIssued(by issuer: Certificate) -> Bool {
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let mine = opened(), let theirs = issuer.opened(),
            X509_check_issued(theirs.pointer, mine.pointer) == X509_V_OK,
            let key = X509_get0_pubkey(theirs.pointer)
        else { return false }
        return X509_verify(mine.pointer, key) == 1
    }
}
