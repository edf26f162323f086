import COpenSSL
import FoundationEssentials
import SwiftASN1

/// One request to a timestamp server, with a nonce of its own: an old reply does not answer it.
struct TimestampQuery: Sendable {
    let request: TimeStampReq
    let der: [UInt8]

    /// - Parameters:
    ///   - digest: SHA-256 of what is to be stamped.
    ///   - policy: the policy to ask for, if one was agreed upon.
    /// - Throws: ``SigningFault`` with `software` when there is no randomness.
    init(sha256 digest: [UInt8], policy: ASN1ObjectIdentifier?) throws(SigningFault) {
        var nonce = [UInt8](repeating: 0, count: 16)
        guard RAND_bytes(&nonce, CInt(nonce.count)) == 1 else { throw .software(reason: "no random numbers") }
        // A positive INTEGER of exactly these octets.
        nonce[0] = nonce[0] & 0x3F | 0x40
        request = TimeStampReq(
            messageImprint: MessageImprint(sha256: digest), reqPolicy: policy, nonce: nonce[...])
        var coder = DER.Serializer()
        do {
            try coder.serialize(request)
        } catch {
            throw .software(reason: "\(error)")
        }
        der = coder.serializedBytes
    }

    /// Reads and checks a server's reply (RFC 3161, 2.2). Blocking.
    ///
    /// - Parameters:
    ///   - anchors: what the server's certificate must lead to.
    ///   - time: when its path must be valid.
    /// - Throws: ``TimestampProblem``.
    func token(
        in reply: [UInt8],
        anchors: TrustAnchors,
        at time: Date
    ) throws(TimestampProblem) -> TimestampToken {
        let response: TimeStampResp
        do {
            response = try TimeStampResp(derEncoded: reply)
        } catch {
            throw TimestampProblem(.unreadable, "\(error)")
        }
        guard response.status.isGranted else {
            let texts = response.status.statusString.joined(separator: " ")
            throw TimestampProblem(.refused, "status \(response.status.status) \(texts)")
        }
        guard let octets = response.timeStampToken else { throw TimestampProblem(.unreadable, "no token") }
        let token = try Self.signed(octets)
        guard token.info.messageImprint.matches(request.messageImprint) else { throw TimestampProblem(.wrongImprint) }
        guard token.info.nonce == request.nonce else { throw TimestampProblem(.wrongNonce) }
        if let policy = request.reqPolicy, token.info.policy != policy {
            throw TimestampProblem(.wrongPolicy, "\(token.info.policy)")
        }
        try Self.checkTrust(of: token, anchors: anchors, at: time)
        // One of another time would make the signature one of that time: of before its certificate, say.
        guard abs(token.time.timeIntervalSince(time)) <= Self.clockTolerance else {
            throw TimestampProblem(.wrongTime, token.time.formatted(.iso8601))
        }
        return token
    }

    /// A token whose named certificate's key signed it.
    /// Seconds; what verification allows, too.
    private static let clockTolerance = 300.0

    private static func signed(_ octets: [UInt8]) throws(TimestampProblem) -> TimestampToken {
        do throws(SignatureProblem) {
            let token = try TimestampToken(octets)
            try token.signature.checkContent(reference: .eitherVersion)
            return token
        } catch {
            throw TimestampProblem(error)
        }
    }

    /// Whether the signer may give timestamps, nothing else (RFC 3161, 2.3), and leads to an anchor.
    private static func checkTrust(
        of token: TimestampToken,
        anchors: TrustAnchors,
        at time: Date
    ) throws(TimestampProblem) {
        guard token.signer.isForTimestamps else { throw TimestampProblem(.purposeUnfit) }
        do throws(SignatureProblem) {
            _ = try anchors.path(of: token.signer, through: token.others, for: .timestamping, at: time)
        } catch {
            throw TimestampProblem(error)
        }
    }
}

extension Certificate {
    /// extendedKeyUsage, critical, with timeStamping alone (RFC 3161, 2.3).
    fileprivate var isForTimestamps: Bool {
        ERR_clear_error()
        defer { ERR_clear_error() }
        guard let handle = opened() else { return false }
        return X509_check_purpose(handle.pointer, X509_PURPOSE_TIMESTAMP_SIGN, 0) == 1
    }
}
