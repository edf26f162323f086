import FoundationEssentials
import SwiftASN1

/// A time-stamp token (RFC 3161, 2.4.2): an authority's signed word that a digest existed at a time; a CMS signature of
/// one signer around a ``TSTInfo``. From a server or from a document.
package struct TimestampToken: Sendable {
    /// The ContentInfo as it came, without what stood behind it.
    package let der: [UInt8]
    /// genTime: the authority's own statement of the time, which may be behind the true one by a second or so.
    package let time: Date
    let signature: CMSSignature
    let info: TSTInfo

    package var signer: Certificate { signature.signer }
    /// Certificates beside the signer's; they prove nothing by being there.
    package var others: [Certificate] { signature.others }

    /// Reads a token and checks nothing.
    ///
    /// - Parameter encoded: the token, with or without padding behind it.
    /// - Throws: ``SignatureProblem`` with `structureUnreadable`, `structureUnfit` or `certificateMissing`.
    package init(_ encoded: [UInt8]) throws(SignatureProblem) {
        signature = try CMSSignature(encoded)
        guard signature.contentType == .ContentType.tstInfo, let content = signature.content else {
            throw SignatureProblem(.structureUnfit, "not a timestamp")
        }
        do {
            info = try TSTInfo(derEncoded: content)
        } catch {
            throw SignatureProblem(.structureUnreadable, "TSTInfo: \(error)")
        }
        guard let time = Date(info.genTime) else { throw SignatureProblem(.structureUnfit, "genTime") }
        self.time = time
        der = Array(encoded.prefix(EncodedLength.ofFirstValue(in: encoded[...])))
    }

    /// Whether the authority's key signed this very statement, and the statement is about the given content; not who
    /// the authority is. Blocking.
    ///
    /// - Parameter pieces: the content in two pieces, as a ByteRange has it.
    /// - Throws: ``SignatureProblem`` as of ``CMSSignature``, and `timestampMismatch`.
    func check(over pieces: (UnsafeRawBufferPointer, UnsafeRawBufferPointer)) throws(SignatureProblem) {
        guard let digest = info.messageImprint.hashAlgorithm.digest else {
            throw SignatureProblem(.algorithmUnsupported, "digest of the timestamp")
        }
        guard digest.digest(of: pieces.0, pieces.1) == Array(info.messageImprint.hashedMessage.bytes) else {
            throw SignatureProblem(.timestampMismatch)
        }
        try signature.checkContent(reference: .ifPresent)
    }

    /// Over a signature's value, as a signature-time-stamp is (RFC 3161, appendix A). Blocking.
    func check(overValue value: [UInt8]) throws(SignatureProblem) {
        try value.withUnsafeBytes { octets in
            Result { () throws(SignatureProblem) in
                try check(over: (octets, UnsafeRawBufferPointer(start: nil, count: 0)))
            }
        }.get()
    }
}

extension Date {
    /// - Returns: `nil` for what is no date: a 31 February.
    init?(_ time: GeneralizedTime) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let components = DateComponents(
            year: time.year, month: time.month, day: time.day, hour: time.hours, minute: time.minutes,
            second: time.seconds)
        guard let whole = calendar.date(from: components) else { return nil }
        self = whole.addingTimeInterval(time.fractionalSeconds)
    }
}
