// Logging in to a token.
//
// Called when a connection opens, and for each signature of a key that wants it so. Trusts nothing that makes a
// second wrong try possible: a token locks after about three, and getting it unlocked takes the provider days.
// Promises: a PIN that the token refused is not tried again, in this process or a later one, until the PIN file has
// changed; a token that stands before its last try, or is locked, is left alone; the PIN is wiped from memory at once.

import CPKCS11
import Glibc
import Synchronization

struct TokenPIN: Sendable {
    let file: String
    /// What to call the key in a message.
    let name: String
    let refused: any RefusedPINs

    /// Refused in this process: no two threads try the same wrong PIN, and a record that could not be written is kept
    /// in mind at least as long.
    private static let refusedHere = Mutex<Set<PINAttempt>>([])

    /// Logs in; fine where somebody in this process has done so. Blocking.
    ///
    /// - Parameter user: `CKU_USER`, or `CKU_CONTEXT_SPECIFIC` for one signature.
    /// - Throws: ``KeyFault`` with a reason of its own for each state of the PIN, or those of ``PassphraseFile``.
    func logIn(_ session: TokenSession, as user: UInt) throws(KeyFault) {
        try Self.refusedHere.withLock { refusedHere throws(KeyFault) in
            var status = stat()
            let pin = try PassphraseFile.read(file, status: &status)
            let attempt = PINAttempt(tokenSerial: session.token.serial, pinFile: file, status: status)
            try requireTry(in: session, attempt, refusedHere)
            switch attemptLogin(session, user, pin) {
            case CK_RV(CKR_OK), CK_RV(CKR_USER_ALREADY_LOGGED_IN):
                try forget(attempt)
            case CK_RV(CKR_PIN_INCORRECT), CK_RV(CKR_PIN_INVALID), CK_RV(CKR_PIN_LEN_RANGE):
                refusedHere.insert(attempt)
                throw KeyFault(.wrongPIN, of: name, detail: remember(attempt))
            case CK_RV(CKR_PIN_LOCKED):
                refusedHere.insert(attempt)
                throw KeyFault(.pinLocked, of: name, detail: remember(attempt))
            case CK_RV(CKR_PIN_EXPIRED), CK_RV(CKR_USER_PIN_NOT_INITIALIZED):
                throw KeyFault(.pinNotSet, of: name)
            case let code:
                throw TokenError(function: "C_Login", code: code).fault(of: name)
            }
        }
    }

    /// How the PIN stands; tries none. Blocking.
    func state(with token: TokenInfo) throws(KeyFault) -> TokenPINState {
        guard token.pinState == .ready || token.pinState == .countLow else { return token.pinState }
        var status = stat()
        _ = try PassphraseFile.read(file, status: &status)
        let attempt = PINAttempt(tokenSerial: token.serial, pinFile: file, status: status)
        return try isKnownAsRefused(attempt) ? .refused : token.pinState
    }

    private func requireTry(
        in session: TokenSession,
        _ attempt: PINAttempt,
        _ refusedHere: Set<PINAttempt>
    ) throws(KeyFault) {
        let now: TokenInfo
        do {
            now = try session.tokenNow()
        } catch {
            throw error.fault(of: name)
        }
        if let fault = now.pinState.fault(of: name) { throw fault }
        if refusedHere.contains(attempt) { throw KeyFault(.pinRefused, of: name) }
        if try isKnownAsRefused(attempt) { throw KeyFault(.pinRefused, of: name) }
    }

    private func attemptLogin(_ session: TokenSession, _ user: UInt, _ pin: borrowing Passphrase) -> CK_RV {
        pin.withOctets { octets in
            // The function does not write to the PIN; C has no other way to say so.
            let start = UnsafeMutablePointer(mutating: octets.baseAddress)
            do throws(TokenError) {
                try session.call("C_Login") {
                    $0.pointee.C_Login($1, CK_USER_TYPE(user), start, CK_ULONG(octets.count))
                }
                return CK_RV(CKR_OK)
            } catch {
                return error.code
            }
        }
    }

    /// A record that cannot be read means no try: better one signature late than a locked token.
    private func isKnownAsRefused(_ attempt: PINAttempt) throws(KeyFault) -> Bool {
        do {
            return try refused.contains(attempt)
        } catch {
            throw KeyFault(.pinRecord, of: name, detail: "\(error)")
        }
    }

    private func forget(_ attempt: PINAttempt) throws(KeyFault) {
        do {
            try refused.remove(attempt)
        } catch {
            throw KeyFault(.pinRecord, of: name, detail: "\(error)")
        }
    }

    /// - Returns: why the refusal could not be recorded; empty when it is.
    private func remember(_ attempt: PINAttempt) -> String {
        do {
            try refused.insert(attempt)
            return ""
        } catch {
            return "\(error)"
        }
    }
}

extension TokenPINState {
    /// Why no PIN may be tried in this state.
    package func fault(of name: String) -> KeyFault? {
        switch self {
        case .ready, .countLow, .notNeeded: nil
        case .finalTry: KeyFault(.pinFinalTry, of: name)
        case .locked: KeyFault(.pinLocked, of: name)
        case .notSet: KeyFault(.pinNotSet, of: name)
        case .refused: KeyFault(.pinRefused, of: name)
        }
    }
}
