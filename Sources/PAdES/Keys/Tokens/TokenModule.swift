// A PKCS#11 module: the shared library that speaks with tokens of one make.
//
// Called by everything here that touches a token. Trusts the module's word for what its functions did; promises that
// each module is loaded and initialised once in this process, by one owner, however many keys use it (PKCS#11 2.40,
// 11.4), and that it is never unloaded: modules leave threads of their own behind.
// A module's state does not survive fork() (5.6.1). The program starts others by exec only, which is safe.
// Known limit: a function that never returns keeps its thread; others waiting for the module give up in time.

import CPKCS11
import Glibc
import Synchronization

/// Pointers into the library stay valid for ever, the library locks inside (`CKF_OS_LOCKING_OK`) or is entered by one
/// thread at a time, and what changes here is behind `gate`: hence `@unchecked`.
final class TokenModule: @unchecked Sendable {
    let path: String
    private let functions: CK_FUNCTION_LIST_PTR
    private let gate = TokenGate()
    private var isSerial = false
    /// Counts initialisations: handles of sessions and objects belong to one of them.
    private var epoch = 0
    private var restarted = ContinuousClock.now

    /// How often a module is initialised anew to look for a token that is gone.
    private static let restartInterval: Duration = .seconds(5)
    private static let opened = Mutex<[String: TokenModule]>([:])

    /// The module of this path, opened now or before. Blocking.
    ///
    /// - Throws: ``KeyFault`` with `moduleUnusable`.
    static func at(_ path: String) throws(KeyFault) -> TokenModule {
        try opened.withLock { modules throws(KeyFault) in
            if let module = modules[path] { return module }
            let module = try TokenModule(loading: path)
            modules[path] = module
            return module
        }
    }

    private init(loading path: String) throws(KeyFault) {
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            throw KeyFault(.moduleUnusable, of: path, detail: dlerror().map { String(cString: $0) } ?? "dlopen")
        }
        typealias GetFunctionList = @convention(c) (UnsafeMutablePointer<CK_FUNCTION_LIST_PTR?>?) -> CK_RV
        guard let symbol = dlsym(library, "C_GetFunctionList") else {
            throw KeyFault(.moduleUnusable, of: path, detail: "no C_GetFunctionList")
        }
        var list: CK_FUNCTION_LIST_PTR?
        let code = unsafeBitCast(symbol, to: GetFunctionList.self)(&list)
        guard code == CK_RV(CKR_OK), let list else {
            let error = TokenError(function: "C_GetFunctionList", code: code)
            throw KeyFault(.moduleUnusable, of: path, detail: error.detail)
        }
        self.path = path
        functions = list
        do {
            try initialize()
        } catch {
            throw KeyFault(.moduleUnusable, of: path, detail: error.detail)
        }
    }

    private func initialize() throws(TokenError) {
        var arguments = CK_C_INITIALIZE_ARGS()
        arguments.flags = CK_FLAGS(CKF_OS_LOCKING_OK)
        var code = functions.pointee.C_Initialize(&arguments)
        if code == CK_RV(CKR_CANT_LOCK) {
            isSerial = true
            code = functions.pointee.C_Initialize(nil)
        }
        // Another library in this process may have come first; the module is then ours to use all the same.
        guard code == CK_RV(CKR_OK) || code == CK_RV(CKR_CRYPTOKI_ALREADY_INITIALIZED) else {
            throw TokenError(function: "C_Initialize", code: code)
        }
        epoch += 1
    }

    /// Calls one function. Blocking.
    ///
    /// - Parameter bound: the initialisation that the handles in use belong to; `nil` where there are none.
    /// - Throws: the function's result, or `CKR_SESSION_HANDLE_INVALID` for handles of the past.
    func call(
        _ function: StaticString,
        since bound: Int? = nil,
        _ body: (CK_FUNCTION_LIST_PTR) -> CK_RV
    ) throws(TokenError) {
        try gate.enter(alone: isSerial)
        defer { gate.leave() }
        if let bound, bound != epoch { throw TokenError(function: function, code: CK_RV(CKR_SESSION_HANDLE_INVALID)) }
        let code = body(functions)
        guard code == CK_RV(CKR_OK) else { throw TokenError(function: function, code: code) }
    }

    /// The present initialisation.
    func currentEpoch() throws(TokenError) -> Int {
        try gate.enter(alone: false)
        defer { gate.leave() }
        return epoch
    }

    /// Initialises the module anew. All sessions end, those of other tokens too, which open theirs again. Blocking.
    ///
    /// - Returns: false when it was done a moment ago, and is not done again.
    private func restart() throws(TokenError) -> Bool {
        try gate.enter(alone: true)
        defer { gate.leave() }
        guard ContinuousClock.now - restarted >= Self.restartInterval else { return false }
        restarted = ContinuousClock.now
        let code = functions.pointee.C_Finalize(nil)
        guard code == CK_RV(CKR_OK) || code == CK_RV(CKR_CRYPTOKI_NOT_INITIALIZED) else {
            throw TokenError(function: "C_Finalize", code: code)
        }
        try initialize()
        return true
    }

    /// Does something with a token, and once more when it is absent: some modules see a token that comes back only
    /// after they were initialised anew. Blocking.
    static func search<Found>(
        _ settings: TokenKeySettings,
        _ body: (TokenModule) throws(KeyFault) -> Found
    ) throws(KeyFault) -> Found {
        let module = try at(settings.module)
        do {
            return try body(module)
        } catch let fault where fault.reason == .tokenAbsent {
            guard try module.isRestarted(for: settings.name) else { throw fault }
        }
        return try body(module)
    }

    private func isRestarted(for name: String) throws(KeyFault) -> Bool {
        do {
            return try restart()
        } catch {
            throw error.fault(of: name)
        }
    }
}
