import FoundationEssentials
import PDF

/// One signature under examination: gathers what is known of it, step by step, as far as the steps go.
///
/// First ``examine(in:)``: what needs no clock. Then ``judge(by:at:)``, newest signature first, since a document
/// timestamp that holds proves what was there before it.
struct SignatureExamination {
    private let field: FormField
    private let value: PDFDictionary
    private var range: SignedByteRange?
    private var fileLength = 0
    private var signed: SignedValue?
    private var isIntact = false
    private var standing: CertificateJudge.Standing?
    private var timestamp: TimestampReport?
    private var provenAt: Date?
    private var rules: ModificationRules?
    private var changes = SignatureReport.Changes.unknown
    private var difference = RevisionDifference()
    private var problems: [SignatureProblem] = []

    init(_ field: FormField) {
        self.field = field
        value = field.value ?? [:]
    }

    /// Where what the signature covers ends; nil when it covers nothing that makes sense.
    var coveredEnd: Int? { range?.end }

    /// The time that this signature proves for everything it covers: a document timestamp's, if it holds.
    var provenTime: Date? {
        guard case .timestamp(let token) = signed, isIntact, standing != nil, changes != .unknown else { return nil }
        return token.time
    }

    var report: SignatureReport {
        SignatureReport(
            field: field.name,
            kind: isTimestamp ? .documentTimestamp : .signature,
            signer: signed?.signer.subject.display,
            at: claimedTime,
            intact: isIntact,
            trusted: standing != nil,
            trustAnchor: standing?.anchor.subject.display,
            revocation: revocation,
            timestamp: timestamp,
            provenAt: provenAt.map { $0.formatted(.iso8601) },
            permission: rules?.permission.map(SignatureReport.Permission.init),
            coverage: coverage,
            coveredEnd: coverage == .invalid ? nil : coveredEnd,
            changes: changes,
            filled: difference.filled,
            changed: difference.beyond,
            problems: problems
        )
    }

    private var isTimestamp: Bool { value["SubFilter"]?.name == "ETSI.RFC3161" }

    private var claimedTime: String? {
        if case .timestamp(let token) = signed { return token.time.formatted(.iso8601) }
        return value["M"]?.text.flatMap(PDFDate.rfc3339)
    }

    private var revocation: SignatureReport.Revocation {
        if problems.contains(where: { $0.code == .revoked }) { return .revoked }
        return standing?.revocation == .good ? .good : .unknown
    }

    private var coverage: SignatureReport.Coverage {
        guard let range, changes != .unknown else { return .invalid }
        return range.end == fileLength ? .wholeFile : .earlierRevision
    }

    // MARK: - What needs no clock

    /// Blocking.
    mutating func examine(in reader: borrowing DocumentReader) {
        fileLength = reader.bytes.count
        do throws(SignatureProblem) {
            let range = try SignedByteRange(value["ByteRange"], fileLength: fileLength)
            self.range = range
            let contents = try range.contents(in: reader.bytes)
            guard value["Contents"]?.bytes == contents else {
                throw SignatureProblem(.contentsMisplaced, "the gap holds something else than /Contents")
            }
            try compare(range, in: reader)
            try read(contents, over: range.covered(of: reader.bytes))
            isIntact = true
        } catch {
            problems.append(error)
        }
        if changes == .other { problems.append(SignatureProblem(.changedAfterwards)) }
    }

    private mutating func compare(
        _ range: SignedByteRange,
        in reader: borrowing DocumentReader
    ) throws(SignatureProblem) {
        let later: LaterRevisions
        do throws(PDFFault) {
            later = try LaterRevisions(of: field, value: value, coveredEnd: range.end, in: reader)
        } catch {
            throw SignatureProblem(.revisionUnreadable, error.message.english)
        }
        guard let rules = later.rules else { throw SignatureProblem(.notInSignedRevision) }
        self.rules = rules
        difference = later.difference
        changes = difference.changes
    }

    private mutating func read(
        _ contents: [UInt8],
        over pieces: (UnsafeRawBufferPointer, UnsafeRawBufferPointer)
    ) throws(SignatureProblem) {
        switch (value["SubFilter"]?.name, value["Type"]?.name ?? "Sig") {
        case ("ETSI.RFC3161", "DocTimeStamp"):
            let token = try TimestampToken(contents)
            try token.check(over: pieces)
            signed = .timestamp(token)
        case ("ETSI.CAdES.detached", "Sig"), ("adbe.pkcs7.detached", "Sig"):
            let signature = try CMSSignature.detached(contents)
            signed = .signature(signature)
            let isCAdES = value["SubFilter"]?.name == "ETSI.CAdES.detached"
            try signature.check(over: pieces, reference: isCAdES ? .version2 : .ifPresent)
        case (let format, _):
            throw SignatureProblem(.subFilterUnsupported, format.map(\.description) ?? "none")
        }
    }

    // MARK: - What depends on the time

    /// Blocking.
    ///
    /// - Parameters:
    ///   - time: when the signature is known to have existed: now, or what a later document timestamp proves.
    ///   - now: the present.
    mutating func judge(by judge: CertificateJudge, at time: Date, now: Date) {
        guard isIntact, let signed else { return }
        provenAt = time < now ? time : nil
        do throws(SignatureProblem) {
            switch signed {
            case .timestamp(let token):
                standing = try judge.judge(token, at: time)
            case .signature(let signature):
                let signedBefore = try judgeTimestamps(of: signature, by: judge, at: time) ?? time
                guard signature.signer.maySign else { throw SignatureProblem(.keyUsageUnfit) }
                standing = try judge.judge(
                    signature.signer, beside: signature.others, evidence: signature.archivedEvidence, for: .signing,
                    at: signedBefore)
            }
        } catch {
            problems.append(error)
        }
    }

    /// - Returns: the earliest time that a signature timestamp proves; nil without one that holds.
    private mutating func judgeTimestamps(
        of signature: CMSSignature,
        by judge: CertificateJudge,
        at time: Date
    ) throws(SignatureProblem) -> Date? {
        var earliest: Date?
        for encoded in signature.encodedTimestamps {
            let token = try TimestampToken(encoded)
            try token.check(overValue: Array(signature.signerInfo.signature.bytes))
            let (standing, problem) = attempt(judge, token, at: time)
            if earliest == nil || timestamp == nil {
                timestamp = TimestampReport(
                    at: token.time.formatted(.iso8601), authority: token.signer.subject.display,
                    trusted: standing != nil)
            }
            if let problem {
                problems.append(SignatureProblem(.timestampUntrusted, problem.detail))
            } else {
                earliest = min(earliest ?? token.time, token.time)
            }
        }
        if let earliest, earliest < time { provenAt = earliest }
        return earliest.map { min($0, time) }
    }

    private func attempt(
        _ judge: CertificateJudge,
        _ token: TimestampToken,
        at time: Date
    ) -> (CertificateJudge.Standing?, SignatureProblem?) {
        do throws(SignatureProblem) {
            return (try judge.judge(token, at: time), nil)
        } catch {
            return (nil, error)
        }
    }
}

/// What a signature field holds.
private enum SignedValue {
    case signature(CMSSignature)
    case timestamp(TimestampToken)

    var signer: Certificate {
        switch self {
        case .signature(let signature): signature.signer
        case .timestamp(let token): token.signer
        }
    }
}

extension RevisionDifference {
    fileprivate var changes: SignatureReport.Changes {
        if !beyond.isEmpty { return .other }
        return anything ? .formFillingAndSigning : .none
    }
}

extension CertificateJudge {
    /// Blocking.
    ///
    /// - Throws: ``SignatureProblem`` as of ``judge(_:beside:evidence:for:at:)``; also for a token from the future.
    fileprivate func judge(_ token: TimestampToken, at time: Date) throws(SignatureProblem) -> Standing {
        // Clocks differ by a little, and a later timestamp may be of the same second.
        guard token.time <= time.addingTimeInterval(Self.clockTolerance) else {
            throw SignatureProblem(.untrusted, "the time is later than it can be")
        }
        return try judge(
            token.signer, beside: token.others, evidence: token.signature.archivedEvidence,
            for: .timestamping, at: time)
    }

    /// Seconds.
    private static let clockTolerance = 300.0
}
