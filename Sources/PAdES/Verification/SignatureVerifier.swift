import FoundationEssentials
import PDF

/// Checks every signature in a file: who, when, intact, trusted, not revoked, and what came after.
///
/// Called by `verify` inside a cell, and by the stations before they hand a document on. Trusts the given anchors and
/// nothing in the file. Promises a report for every signature field that has a value, whatever is wrong with it; a file
/// that is not readable as a whole throws. Certificates must hold when a trusted timestamp proves that the signature
/// existed, else now; newest first, since a document timestamp proves what it covers (ETSI EN 319 102-1, 5.6). Whether
/// they were revoked is told by what the file carries (/DSS, adbe-revocationInfoArchival); where it carries nothing,
/// that is said and nothing is fetched.
package struct SignatureVerifier: Sendable {
    private let anchors: TrustAnchors
    private let time: Date

    /// - Parameter time: now.
    package init(anchors: TrustAnchors, at time: Date) {
        self.anchors = anchors
        self.time = time
    }

    /// Blocking: reads the whole file once for each signature.
    ///
    /// - Parameters:
    ///   - file: stays mapped and unchanged during the call.
    ///   - name: what messages call the file.
    /// - Returns: one report for each signature, in the order in which the file was signed.
    /// - Throws: `PDFFault` when the file cannot be read as it is.
    package func verify(_ file: UnsafeRawBufferPointer, name: String) throws(PDFFault) -> [SignatureReport] {
        let reader = try DocumentReader(file, name: name)
        let structure = try reader.structure()
        let store = SecurityStore(of: structure, in: reader)
        var examinations = structure.fields.filter(\.isSigned).map { Self.examined($0, in: reader) }
        examinations.sort { ($0.coveredEnd ?? .max) < ($1.coveredEnd ?? .max) }
        let judge = CertificateJudge(anchors: anchors, pool: store.certificates, evidence: store.evidence)
        var known = time
        for index in examinations.indices.reversed() {
            examinations[index].judge(by: judge, at: known, now: time)
            if let proven = examinations[index].provenTime { known = min(known, proven) }
        }
        return examinations.map(\.report)
    }

    private static func examined(_ field: FormField, in reader: borrowing DocumentReader) -> SignatureExamination {
        var examination = SignatureExamination(field)
        examination.examine(in: reader)
        return examination
    }
}
