import CPKCS11

/// The one owner of a session with a token; closes it when let go of.
///
/// One operation at a time runs in a session: whoever holds it is alone with it (see ``TokenConnection``).
final class TokenSession: Sendable {
    let token: TokenInfo
    private let module: TokenModule
    private let epoch: Int
    private let handle: CK_SESSION_HANDLE

    /// Opens a read-only session. Blocking.
    init(with token: TokenInfo, of module: TokenModule) throws(TokenError) {
        let epoch = try module.currentEpoch()
        var handle = CK_SESSION_HANDLE()
        try module.call("C_OpenSession", since: epoch) {
            $0.pointee.C_OpenSession(token.slot, CK_FLAGS(CKF_SERIAL_SESSION), nil, nil, &handle)
        }
        self.token = token
        self.module = module
        self.epoch = epoch
        self.handle = handle
    }

    /// The same, with a fault that names the key.
    convenience init(with token: TokenInfo, of module: TokenModule, name: String) throws(KeyFault) {
        do {
            try self.init(with: token, of: module)
        } catch {
            throw error.fault(of: name)
        }
    }

    deinit {
        do {
            try call("C_CloseSession") { $0.pointee.C_CloseSession($1) }
        } catch {
            // The token is gone, and the session with it.
        }
    }

    /// Calls a function of this session. Blocking.
    func call(
        _ function: StaticString,
        _ body: (CK_FUNCTION_LIST_PTR, CK_SESSION_HANDLE) -> CK_RV
    ) throws(TokenError) {
        try module.call(function, since: epoch) { body($0, handle) }
    }

    /// The token's flags as they are now. Blocking.
    func tokenNow() throws(TokenError) -> TokenInfo { try module.info(ofTokenIn: token.slot) }
}
