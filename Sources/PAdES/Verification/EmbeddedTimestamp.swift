import COpenSSL
import FoundationEssentials

/// A timestamp token (RFC 3161, 2.4.2): an authority's signed word that a digest existed at a time. Checked when made,
/// but for who the authority is.
struct EmbeddedTimestamp: Sendable {
    let signature: CMSSignature
    /// genTime; may be behind the true time by the token's accuracy, which is a second or so.
    let time: Date

    var authority: Certificate { signature.signer }

    /// Blocking.
    ///
    /// - Parameters:
    ///   - encoded: the token, with or without padding behind it.
    ///   - pieces: what it must be about.
    /// - Throws: ``SignatureProblem`` as of ``CMSSignature``, and `timestampMismatch`.
    init(
        _ encoded: [UInt8],
        over pieces: (UnsafeRawBufferPointer, UnsafeRawBufferPointer)
    ) throws(SignatureProblem) {
        signature = try CMSSignature(encoded)
        guard signature.contentType == .ContentType.tstInfo, let content = signature.content else {
            throw SignatureProblem(.structureUnfit, "not a timestamp")
        }
        let info = try TimestampInfo(der: content)
        guard info.digest.digest(of: pieces.0, pieces.1) == info.imprint else {
            throw SignatureProblem(.timestampMismatch)
        }
        time = info.time
        try Self.check(signature, over: content)
    }

    /// Over a signature's value, as a signature-time-stamp is (RFC 3161, appendix A).
    init(_ encoded: [UInt8], overValue value: [UInt8]) throws(SignatureProblem) {
        self = try value.withUnsafeBytes { octets in
            Result { () throws(SignatureProblem) in try EmbeddedTimestamp(encoded, over: (octets, Self.nothing)) }
        }.get()
    }

    private static func check(_ signature: CMSSignature, over content: [UInt8]) throws(SignatureProblem) {
        try content.withUnsafeBytes { octets in
            Result { () throws(SignatureProblem) in
                try signature.check(over: (octets, nothing), requiresSigningCertificate: false)
            }
        }.get()
    }

    /// The second piece of what stands in one.
    private static var nothing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}

/// What a timestamp token says (RFC 3161, 2.4.2: TSTInfo).
private struct TimestampInfo {
    let digest: DigestAlgorithm
    let imprint: [UInt8]
    let time: Date

    init(der: [UInt8]) throws(SignatureProblem) {
        ERR_clear_error()
        defer { ERR_clear_error() }
        let parsed: OpaquePointer? = der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_TS_TST_INFO(nil, &position, buffer.count)
        }
        guard let info = OpenSSLHandle(parsed, freedBy: TS_TST_INFO_free),
            let imprint = TS_TST_INFO_get_msg_imprint(info.pointer),
            let algorithm = TS_MSG_IMPRINT_get_algo(imprint), let octets = TS_MSG_IMPRINT_get_msg(imprint),
            let time = TS_TST_INFO_get_time(info.pointer).flatMap({ Date(asn1: $0) })
        else { throw SignatureProblem(.structureUnreadable, "TSTInfo") }
        guard let digest = DigestAlgorithm(identifier: OBJ_obj2nid(algorithm.pointee.algorithm)) else {
            throw SignatureProblem(.algorithmUnsupported, "digest of the timestamp")
        }
        self.digest = digest
        self.imprint = Array(asn1: octets)
        self.time = time
    }
}

extension DigestAlgorithm {
    /// By OpenSSL's number for the algorithm.
    fileprivate init?(identifier: CInt) {
        switch identifier {
        case NID_sha256: self = .sha256
        case NID_sha384: self = .sha384
        case NID_sha512: self = .sha512
        default: return nil
        }
    }
}
