import PDF

/// Whose certificates a signed document rests on: the signers of its CAdES signatures and the servers that timestamped
/// them, each with its path.
package struct SignaturePaths: Sendable {
    /// Each certificate before its issuer, to the root or as far as is known; no path twice.
    package private(set) var paths: [[Certificate]] = []

    /// - Parameters:
    ///   - fields: the document's; unsigned ones and those of other formats are passed over, and so is what cannot be
    ///     read: to say what is wrong with a signature is verification's business.
    ///   - pool: further certificates that may stand in a path: the anchors of timestamps.
    package init(of fields: [FormField], pool: [Certificate]) {
        for field in fields where field.value?["SubFilter"]?.name == "ETSI.CAdES.detached" {
            guard let contents = field.value?["Contents"]?.bytes,
                let signature = try? CMSSignature.detached(contents)  // as said above
            else { continue }
            add(signature.signer, among: signature.others)
            for encoded in signature.encodedTimestamps {
                guard let token = try? TimestampToken(encoded) else { continue }  // as said above
                add(token.signer, among: token.others + pool)
            }
        }
    }

    package mutating func add(_ certificate: Certificate, among pool: [Certificate]) {
        let path = [certificate] + certificate.path(among: pool)
        if !paths.contains(path) { paths.append(path) }
    }
}
