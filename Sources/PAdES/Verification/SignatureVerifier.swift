import FoundationEssentials
import PDF

/// Checks every signature in a file: who, when, intact, trusted, and what came after.
///
/// Called by `verify`, and by the stations before they hand a document on. Trusts the given anchors and nothing in the
/// file. Promises a report for every signature field that has a value, whatever is wrong with it; a file that is not
/// readable as a whole throws. Limits: revocation and timestamps are not asked for, so time is the caller's; document
/// timestamps (ETSI.RFC3161) are reported as a format that is not supported.
package struct SignatureVerifier: Sendable {
    private let anchors: TrustAnchors
    private let time: Date

    /// - Parameter time: when certificates must be valid: now, as long as nothing proves an earlier time.
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
        var reports: [(end: Int, report: SignatureReport)] = []
        for field in try reader.structure().fields where field.isSigned {
            let examined = examine(field, of: reader)
            reports.append((examined.coveredEnd ?? .max, examined.report))
        }
        return reports.sorted { $0.end < $1.end }.map(\.report)
    }

    private func examine(_ field: FormField, of reader: borrowing DocumentReader) -> SignatureExamination {
        var examination = SignatureExamination(field)
        examination.run(on: reader, anchors: anchors, at: time)
        return examination
    }
}
