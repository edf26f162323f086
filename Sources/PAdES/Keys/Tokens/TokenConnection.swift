import CPKCS11
import Dispatch
import Synchronization

/// A key on a token that was found there and may be used: logged in, its handle known, sessions at hand.
///
/// The login lasts as long as one session is open, so sessions are kept, not closed.
final class TokenConnection: Sendable {
    /// More would not be faster: the office signs this many documents at a time.
    private static let sessions = 4
    private static let patience: DispatchTimeInterval = .seconds(60)

    private let module: TokenModule
    private let token: TokenInfo
    private let key: CK_OBJECT_HANDLE
    /// Every signature wants the PIN again (CKA_ALWAYS_AUTHENTICATE).
    private let wantsPINEachTime: Bool
    private let mechanisms: Set<CK_MECHANISM_TYPE>
    private let pin: TokenPIN
    private let idle: Mutex<[TokenSession]>
    private let room: DispatchSemaphore

    /// Finds the token, logs in and finds the key. Blocking.
    init(_ settings: TokenKeySettings, of module: TokenModule, refused: any RefusedPINs) throws(KeyFault) {
        let token = try module.token(settings)
        let pin = TokenPIN(file: settings.pinFile, name: settings.name, refused: refused)
        let session = try TokenSession(with: token, of: module, name: settings.name)
        if token.needsLogin { try pin.logIn(session, as: CKU_USER) }
        do {
            let key = try session.privateKey(settings)
            wantsPINEachTime =
                try session.attribute(CKA_ALWAYS_AUTHENTICATE, of: key).map { $0.contains { $0 != 0 } } ?? false
            mechanisms = try module.mechanisms(of: token.slot)
            self.key = key
        } catch let error as TokenError {
            throw error.fault(of: settings.name)
        } catch let fault as KeyFault {
            throw fault
        } catch {
            throw KeyFault(.tokenFailed, of: settings.name, detail: "\(error)")
        }
        self.module = module
        self.token = token
        self.pin = pin
        idle = Mutex([session])
        room = DispatchSemaphore(value: max(1, min(Self.sessions, token.sessionLimit ?? Self.sessions)))
    }

    /// The signature value as CMS carries it. Blocking.
    ///
    /// - Throws: ``TokenError``, or ``KeyFault`` with `schemeUnfit` or one of the PIN's reasons.
    func signature(
        over message: [UInt8],
        algorithm: SignatureAlgorithm,
        key kind: PublicKeyKind
    ) throws -> [UInt8] {
        guard let mechanism = TokenMechanism(for: algorithm, key: kind, offered: mechanisms) else {
            throw KeyFault(.schemeUnfit, of: pin.name, detail: "the token offers no mechanism for it")
        }
        guard let input = mechanism.input(for: message) else {
            throw KeyFault(.signingFailed, of: pin.name, detail: OpenSSLErrors.takeText())
        }
        guard room.wait(timeout: .now() + Self.patience) == .success else { throw KeyFault(.tokenBusy, of: pin.name) }
        defer { room.signal() }
        let session = try takeSession()
        let value = try sign(input, mechanism, in: session)
        // Only a session that did its work is used again: a failed one may be in the middle of something.
        idle.withLock { $0.append(session) }
        guard case .ecdsa = mechanism else { return value }
        guard let pair = ECDSASignatureValue(concatenation: value) else {
            throw KeyFault(.tokenFailed, of: pin.name, detail: "\(value.count) octets are no r‖s")
        }
        return try pair.encoded
    }

    private func takeSession() throws(TokenError) -> TokenSession {
        if let session = idle.withLock({ $0.popLast() }) { return session }
        return try TokenSession(with: token, of: module)
    }

    private func sign(_ input: [UInt8], _ mechanism: TokenMechanism, in session: TokenSession) throws -> [UInt8] {
        var result: Result<Void, TokenError> = .success(())
        mechanism.withMechanism { mechanism in
            result = Result { () throws(TokenError) in
                try session.call("C_SignInit") { $0.pointee.C_SignInit($1, mechanism, key) }
            }
        }
        try result.get()
        if wantsPINEachTime { try pin.logIn(session, as: CKU_CONTEXT_SPECIFIC) }
        var input = input
        // More than the largest key that signs: RSA 4096.
        var value = [UInt8](repeating: 0, count: 1024)
        var length = CK_ULONG(value.count)
        try session.call("C_Sign") { $0.pointee.C_Sign($1, &input, CK_ULONG(input.count), &value, &length) }
        return Array(value.prefix(Int(clamping: length)))
    }
}
