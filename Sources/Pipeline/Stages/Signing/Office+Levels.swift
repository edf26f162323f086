// Levels: what a signature gets beyond itself.
//
// Called by signing and sealing. Promises: what the level needs is asked for before a step begins or a number is
// allotted, so that a service that is down leaves nothing behind; a signature that was made gets its timestamp from a
// server or is not used.

import Certification
import Foundation
import PAdES

extension Office {
    /// Makes sure that a key may be used and that a timestamp is to be had.
    ///
    /// - Returns: octets to keep free for a signature timestamp.
    /// - Throws: ``KeyFault``, ``RevocationFault``, ``TimestampFault``.
    func reserve(for key: any SigningKey, at now: Moment) async throws -> Int {
        try key.checkFitness(at: now.date)
        if let revocation = services.revocation {
            let path = [key.certificate] + key.path
            try RevocationService.checkComplete(path, anchors: [])
            _ = try await revocation.evidence(for: path, at: now.date)
        }
        return try await services.timestamps?.reserve(at: now.date) ?? 0
    }

    /// Timestamps a signature where the level asks for it.
    ///
    /// - Returns: what to append to the document.
    func close(_ signed: consuming SignedRevision) async throws -> [UInt8] {
        guard let timestamps = services.timestamps else { return try signed.serialized() }
        let token = try await timestamps.token(sha256: try signed.timestampDigest(), at: clock.now().date)
        var signed = signed
        try signed.add(token)
        return try signed.serialized()
    }
}
