import CPKCS11

/// What a token says of itself (PKCS#11 2.40, 3.2, CK_TOKEN_INFO).
struct TokenInfo: Sendable {
    let slot: CK_SLOT_ID
    let label: String
    let serial: String
    let flags: CK_FLAGS
    /// How many sessions may be open; `nil` when the token names no bound.
    let sessionLimit: Int?

    init(_ info: CK_TOKEN_INFO, slot: CK_SLOT_ID) {
        self.slot = slot
        label = withUnsafeBytes(of: info.label, Self.text)
        serial = withUnsafeBytes(of: info.serialNumber, Self.text)
        flags = info.flags
        let isBounded = info.ulMaxSessionCount != 0 && info.ulMaxSessionCount != chungthuc_unavailable
        sessionLimit = isBounded ? Int(clamping: info.ulMaxSessionCount) : nil
    }

    var needsLogin: Bool { has(CKF_LOGIN_REQUIRED) }
    var isInitialized: Bool { has(CKF_TOKEN_INITIALIZED) }

    var pinState: TokenPINState {
        if !needsLogin { return .notNeeded }
        if !has(CKF_USER_PIN_INITIALIZED) || has(CKF_USER_PIN_TO_BE_CHANGED) { return .notSet }
        if has(CKF_USER_PIN_LOCKED) { return .locked }
        if has(CKF_USER_PIN_FINAL_TRY) { return .finalTry }
        return has(CKF_USER_PIN_COUNT_LOW) ? .countLow : .ready
    }

    private func has(_ flag: UInt) -> Bool { flags & CK_FLAGS(flag) != 0 }

    /// A text of fixed size, padded with blanks; some modules end it with NUL.
    private static func text(_ octets: UnsafeRawBufferPointer) -> String {
        var octets = octets.prefix { $0 != 0 }
        while octets.last == UInt8(ascii: " ") { octets.removeLast() }
        return String(decoding: octets, as: UTF8.self)
    }
}

/// How a token's PIN stands, as far as it can be told without trying one.
package enum TokenPINState: String, Sendable, Codable {
    case ready
    /// A wrong PIN was tried since the last right one.
    case countLow = "count-low"
    /// One more wrong PIN locks the token.
    case finalTry = "final-try"
    case locked
    /// The token has no PIN yet, or wants a new one first.
    case notSet = "not-set"
    case notNeeded = "not-needed"
    /// The token refused the PIN that the file holds; it is not tried again.
    case refused
}
