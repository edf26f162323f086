import PAdES
import Spool

extension KeySettings {
    /// The setting that a failure to read the key is about, below `key`; empty where it is the key as a whole.
    func place(of error: any Error) -> String {
        switch (self, error) {
        case (.file, let fault as KeyFault): Self.place(inFile: fault.reason)
        case (.file, _): ".pkcs12"
        case (.token(let settings), let fault as KeyFault): Self.place(onToken: fault.reason, settings)
        case (.token, _): ".pkcs11.certificate"
        }
    }

    private static func place(inFile reason: KeyFault.Reason) -> String {
        switch reason {
        case .exposedPassphrase, .passphraseFile, .wrongPassphrase: ".passphrase-file"
        case .schemeUnfit: ""
        default: ".pkcs12"
        }
    }

    private static func place(onToken reason: KeyFault.Reason, _ settings: TokenKeySettings) -> String {
        let certificate = settings.certificateFile == nil ? "" : ".certificate"
        return switch reason {
        case .schemeUnfit: ""
        case .moduleUnusable: ".pkcs11.module"
        case .tokenAbsent, .tokenAmbiguous, .tokenBusy, .tokenFailed:
            settings.token == nil ? ".pkcs11.serial" : ".pkcs11.token"
        case .keyNotOnToken, .keyAmbiguous: settings.label == nil ? ".pkcs11.id" : ".pkcs11.label"
        case .exposedPassphrase, .passphraseFile, .wrongPIN, .pinRefused: ".pkcs11.pin-file"
        case .noCertificate, .notACertificate, .notPEM, .keyMismatch: ".pkcs11\(certificate)"
        default: ".pkcs11"
        }
    }
}
