// A private key on a token, behind a PKCS#11 module.
//
// Made when the keys of an office are read, by looking at the token without a PIN; it logs in with the first signature
// or with `prepare()`. Trusts the token to keep the key, and checks each signature with the certificate before it is
// used: a key that does not belong to the certificate, or a token that errs, is found here and not by a recipient.
// Promises: a token that went away and came back is used again without a restart; while it is away every signature
// fails with `key-token-absent`, which waiting mends.

import Synchronization

package final class TokenKey: SigningKey {
    package let name: String
    package let certificate: Certificate
    package let path: [Certificate]
    private let settings: TokenKeySettings
    private let refused: any RefusedPINs
    private let connection = Mutex<TokenConnection?>(nil)

    /// Looks at the token, unless the settings' certificate file says all that is needed now. Blocking.
    ///
    /// - Parameters:
    ///   - certificates: of the settings' certificate file; empty without one.
    ///   - refused: where refused PINs are kept in mind.
    /// - Throws: ``KeyFault`` with `moduleUnusable`, `tokenAbsent`, `tokenAmbiguous` or `certificateNotOnToken`.
    package init(
        _ settings: TokenKeySettings,
        certificates: [Certificate],
        refused: any RefusedPINs
    ) throws(KeyFault) {
        let certified: CertifiedPath
        if let own = certificates.first {
            certified = CertifiedPath(own, issuersAmong: Array(certificates.dropFirst()))
        } else {
            certified = try TokenInspection(settings, refused: refused).certified(settings)
        }
        name = settings.name
        certificate = certified.certificate
        path = certified.path
        self.settings = settings
        self.refused = refused
    }

    /// Logs in and finds the key now, so that what is wrong is known before the first signature. Blocking.
    package func prepare() throws(KeyFault) { _ = try connected() }

    package func signature(over message: [UInt8], algorithm: SignatureAlgorithm) throws(KeyFault) -> [UInt8] {
        let value = try value(over: message, algorithm: algorithm)
        guard algorithm.verifies(value, over: message, with: certificate) else {
            throw KeyFault(.keyMismatch, of: name, detail: "serial \(certificate.serialNumber)")
        }
        return value
    }

    private func value(over message: [UInt8], algorithm: SignatureAlgorithm) throws(KeyFault) -> [UInt8] {
        let first = try connected()
        do {
            return try first.signature(over: message, algorithm: algorithm, key: certificate.publicKey)
        } catch let error as TokenError where error.isLoss {
            // Once more with a new connection: the token may have been away for a moment only.
            drop(first)
        } catch {
            throw fault(error)
        }
        let second = try connected()
        do {
            return try second.signature(over: message, algorithm: algorithm, key: certificate.publicKey)
        } catch {
            drop(second)
            throw fault(error)
        }
    }

    private func fault(_ error: any Error) -> KeyFault {
        switch error {
        case let fault as KeyFault: fault
        case let error as TokenError: error.fault(of: name)
        default: KeyFault(.signingFailed, of: name, detail: "\(error)")
        }
    }

    // MARK: The connection

    /// Threads that come while one connects wait for it: a PIN is tried by one of them only.
    private func connected() throws(KeyFault) -> TokenConnection {
        try connection.withLock { connection throws(KeyFault) in
            if let connection { return connection }
            let made = try TokenModule.search(settings) { module throws(KeyFault) in
                try TokenConnection(settings, of: module, refused: refused)
            }
            connection = made
            return made
        }
    }

    private func drop(_ lost: TokenConnection) {
        connection.withLock { connection in
            if connection === lost { connection = nil }
        }
    }
}
