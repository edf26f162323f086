import CPKCS11

extension TokenModule {
    /// Blocking.
    func info(ofTokenIn slot: CK_SLOT_ID) throws(TokenError) -> TokenInfo {
        var info = CK_TOKEN_INFO()
        try call("C_GetTokenInfo") { $0.pointee.C_GetTokenInfo(slot, &info) }
        return TokenInfo(info, slot: slot)
    }

    /// The token that the settings mean. Blocking.
    ///
    /// - Throws: ``KeyFault`` with `tokenAbsent`, `tokenAmbiguous`, `tokenFailed` or `tokenBusy`.
    func token(_ settings: TokenKeySettings) throws(KeyFault) -> TokenInfo {
        let found: [TokenInfo]
        do {
            found = try tokens().filter { $0.isInitialized && settings.means($0) }
        } catch {
            throw error.fault(of: settings.name)
        }
        guard let token = found.first else { throw KeyFault(.tokenAbsent, of: settings.name) }
        guard found.count == 1 else {
            let serials = found.map(\.serial).joined(separator: ", ")
            throw KeyFault(.tokenAmbiguous, of: settings.name, detail: "serial: \(serials)")
        }
        return token
    }

    private func tokens() throws(TokenError) -> [TokenInfo] {
        var tokens: [TokenInfo] = []
        for slot in try slots() {
            do {
                tokens.append(try info(ofTokenIn: slot))
            } catch {
                // Pulled out since the slots were listed, or not of a kind that this module knows.
                guard error.isLoss else { throw error }
            }
        }
        return tokens
    }

    /// Slots with a token in them.
    private func slots() throws(TokenError) -> [CK_SLOT_ID] {
        var count: CK_ULONG = 0
        // Without a list the module looks again at what is plugged in (PKCS#11 2.40, 5.5).
        try call("C_GetSlotList") { $0.pointee.C_GetSlotList(CK_BBOOL(CK_TRUE), nil, &count) }
        guard count > 0 else { return [] }
        // Room for one that is plugged in meanwhile.
        count += 1
        var slots = [CK_SLOT_ID](repeating: 0, count: Int(clamping: count))
        try call("C_GetSlotList") { $0.pointee.C_GetSlotList(CK_BBOOL(CK_TRUE), &slots, &count) }
        return Array(slots.prefix(Int(clamping: count)))
    }
}
