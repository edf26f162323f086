import Foundation
import PAdES
import PDF

/// `verify`, as far as it reads strangers' bytes: PDF structure, CMS, certificates, OCSP responses and CRLs. Runs in a
/// cell, so that whatever a forged file does to qpdf or OpenSSL costs that file and nothing else.
package enum VerificationCell {
    struct Instructions: Codable {
        /// DER; trusted.
        let anchors: [Data]
        let time: Date
    }

    struct Findings: Codable {
        let signatures: [SignatureReport]
        /// The first lengths, from the oldest signature on, that were the whole file once: what the register may know.
        let revisionEnds: [Int]
    }

    /// More revisions than any copy of ours has behind its first signature.
    private static let revisions = 64

    /// The body of ``InspectionCell``'s examination. Blocking.
    @Sendable
    package static func examine(
        _ file: UnsafeRawBufferPointer,
        name: String,
        instructions: Data
    ) throws(PDFFault) -> [UInt8] {
        let verifier = try verifier(instructions)
        let signatures = try verifier.verify(file, name: name)
        let start = signatures.compactMap(\.coveredEnd).min() ?? file.count
        let ends = RevisionEnds.after(start - 1, in: file).prefix(revisions)
        return try encode(Findings(signatures: signatures, revisionEnds: Array(ends)))
    }

    private static func verifier(_ instructions: Data) throws(PDFFault) -> SignatureVerifier {
        do {
            let instructions = try JSONDecoder().decode(Instructions.self, from: instructions)
            let anchors = try instructions.anchors.map { try Certificate(der: Array($0), name: "trust") }
            return SignatureVerifier(anchors: TrustAnchors(anchors), at: instructions.time)
        } catch {
            throw .software(reason: "verification: \(error)")
        }
    }

    private static func encode(_ findings: Findings) throws(PDFFault) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(findings))
        } catch {
            throw .software(reason: "verification: \(error)")
        }
    }
}
