import CPKCS11

extension TokenSession {
    /// The private key that the settings mean; seen only after the login. Blocking.
    ///
    /// - Throws: ``TokenError``, or ``KeyFault`` with `keyNotOnToken` or `keyAmbiguous`.
    func privateKey(_ settings: TokenKeySettings) throws -> CK_OBJECT_HANDLE {
        let criteria = [TokenObjectCriterion.objectClass(CK_OBJECT_CLASS(CKO_PRIVATE_KEY))] + settings.criteria
        var found = try objects(criteria)
        // A key for decryption may bear the same name.
        if found.count > 1 { found = try objects(criteria + [.maySign]) }
        guard let key = found.first else { throw KeyFault(.keyNotOnToken, of: settings.name) }
        guard found.count == 1 else { throw KeyFault(.keyAmbiguous, of: settings.name) }
        return key
    }
}

extension TokenKeySettings {
    /// What the key's objects have in common.
    var criteria: [TokenObjectCriterion] {
        [label.map(TokenObjectCriterion.label), id.map(TokenObjectCriterion.id)].compactMap { $0 }
    }
}

extension TokenModule {
    /// What the token in a slot can do. Blocking.
    func mechanisms(of slot: CK_SLOT_ID) throws(TokenError) -> Set<CK_MECHANISM_TYPE> {
        var count: CK_ULONG = 0
        try call("C_GetMechanismList") { $0.pointee.C_GetMechanismList(slot, nil, &count) }
        guard count > 0 else { return [] }
        var types = [CK_MECHANISM_TYPE](repeating: 0, count: Int(clamping: count))
        try call("C_GetMechanismList") { $0.pointee.C_GetMechanismList(slot, &types, &count) }
        return Set(types.prefix(Int(clamping: count)))
    }
}
