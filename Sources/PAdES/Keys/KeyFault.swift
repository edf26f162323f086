import Faults

/// A key, certificate or passphrase that cannot be used to sign, and why.
package struct KeyFault: Fault, Equatable {
    /// What kind of thing went wrong; tests and callers compare this, people read ``message``.
    package enum Reason: String, Sendable {
        case unreadable = "key-unreadable"
        case notPKCS12 = "key-not-pkcs12"
        case wrongPassphrase = "key-wrong-passphrase"
        case unsupportedCipher = "key-cipher-unsupported"
        case noKey = "key-missing"
        case severalKeys = "key-several"
        case noCertificate = "certificate-missing"
        case notACertificate = "certificate-unreadable"
        case notPEM = "certificate-file-unusable"
        case keyTooWeak = "key-too-weak"
        case unsupportedKey = "key-type-unsupported"
        case schemeUnfit = "signature-scheme-unfit"
        case expired = "certificate-expired"
        case notYetValid = "certificate-not-yet-valid"
        case keyUsageUnfit = "certificate-key-usage-unfit"
        case exposedPassphrase = "passphrase-file-exposed"
        case passphraseFile = "passphrase-file-unreadable"
        case moduleUnusable = "pkcs11-module-unusable"
        case tokenAbsent = "key-token-absent"
        case tokenAmbiguous = "key-token-ambiguous"
        case tokenBusy = "key-token-busy"
        case tokenFailed = "key-token-failed"
        case keyNotOnToken = "key-not-on-token"
        case keyAmbiguous = "key-ambiguous"
        case certificateNotOnToken = "certificate-not-on-token"
        case keyMismatch = "key-certificate-mismatch"
        case wrongPIN = "pin-wrong"
        case pinRefused = "pin-refused-before"
        case pinFinalTry = "pin-final-try"
        case pinLocked = "pin-locked"
        case pinNotSet = "pin-not-set"
        case pinRecord = "pin-record-unusable"
        case signingFailed = "signing-failed"
        case generationFailed = "key-generation-failed"
    }

    package let reason: Reason
    /// The file, token or certificate at fault, as the person knows it.
    package let subject: String
    /// Technical detail in English: an error number, a date, a key size. Never a secret.
    package let detail: String

    package init(_ reason: Reason, of subject: String, detail: String = "") {
        self.reason = reason
        self.subject = subject
        self.detail = detail
    }

    package var code: String { reason.rawValue }

    package var exitCode: ExitCode {
        switch reason {
        case .signingFailed, .generationFailed: .software
        case .tokenAbsent, .tokenBusy, .tokenFailed: .unavailable
        default: .configuration
        }
    }
}
