import FoundationEssentials
import PDF

/// One signature under examination: gathers what is known of it, step by step, as far as the steps go.
struct SignatureExamination {
    private let field: FormField
    private let value: PDFDictionary
    private var range: SignedByteRange?
    private var fileLength = 0
    private var signer: String?
    private var isIntact = false
    private var anchor: Certificate?
    private var changes = SignatureReport.Changes.unknown
    private var changed: [DocumentChange] = []
    private var problems: [SignatureProblem] = []

    init(_ field: FormField) {
        self.field = field
        value = field.value ?? [:]
    }

    var coveredEnd: Int? { range?.end }

    var report: SignatureReport {
        SignatureReport(
            field: field.name,
            signer: signer,
            at: value["M"]?.text.flatMap(PDFDate.rfc3339),
            intact: isIntact,
            trusted: anchor != nil,
            trustAnchor: anchor?.subject.display,
            coverage: coverage,
            changes: changes,
            changed: changed,
            problems: problems
        )
    }

    private var coverage: SignatureReport.Coverage {
        guard let range, changes != .unknown else { return .invalid }
        return range.end == fileLength ? .wholeFile : .earlierRevision
    }

    mutating func run(on reader: borrowing DocumentReader, anchors: TrustAnchors, at time: Date) {
        fileLength = reader.bytes.count
        do throws(SignatureProblem) {
            let range = try SignedByteRange(value["ByteRange"], fileLength: fileLength)
            self.range = range
            let contents = try range.contents(in: reader.bytes)
            guard value["Contents"]?.bytes == contents else {
                throw SignatureProblem(.contentsMisplaced, "the gap holds something else than /Contents")
            }
            try locate(range, in: reader)
            let isCAdES = try isCAdES()
            let signature = try CMSSignature(contents: contents)
            signer = signature.signer.subject.display
            let file = reader.bytes
            let before = UnsafeRawBufferPointer(rebasing: file[..<range.gap.lowerBound])
            let after = UnsafeRawBufferPointer(rebasing: file[range.gap.upperBound..<range.end])
            try signature.check(over: (before, after), requiresSigningCertificate: isCAdES)
            isIntact = true
            guard signature.signer.maySign else { throw SignatureProblem(.keyUsageUnfit) }
            anchor = try anchors.anchor(of: signature.signer, through: signature.others, at: time)
        } catch {
            problems.append(error)
        }
        if changes == .other { problems.append(SignatureProblem(.changedAfterwards)) }
    }

    /// Finds this very signature in the file as it was when signed, and judges what came after. A signature that is not
    /// part of what it signs was put there by someone else.
    private mutating func locate(
        _ range: SignedByteRange,
        in reader: borrowing DocumentReader
    ) throws(SignatureProblem) {
        guard range.end < fileLength else {
            changes = .none
            return
        }
        let found: Bool
        do throws(PDFFault) {
            let prefix = UnsafeRawBufferPointer(rebasing: reader.bytes[..<range.end])
            let signed = try DocumentReader(prefix, name: reader.name)
            found = try signed.structure().fields.contains { field in
                field.reference == self.field.reference && field.value == value
            }
            if found {
                let comparison = try RevisionComparison.compare(signed: signed, now: reader)
                changed = comparison.beyond
                changes = !changed.isEmpty ? .other : comparison.anything ? .formFillingAndSigning : .none
            }
        } catch {
            throw SignatureProblem(.revisionUnreadable, error.message.english)
        }
        guard found else { throw SignatureProblem(.notInSignedRevision) }
    }

    /// - Returns: false for the format that came before CAdES.
    private func isCAdES() throws(SignatureProblem) -> Bool {
        switch value["SubFilter"]?.name {
        case "ETSI.CAdES.detached": return true
        case "adbe.pkcs7.detached": return false
        case let other: throw SignatureProblem(.subFilterUnsupported, other.map(\.description) ?? "none")
        }
    }
}
