import CPKCS11

/// What an object on a token must be to be found.
enum TokenObjectCriterion {
    case objectClass(CK_OBJECT_CLASS)
    case label(String)
    case id([UInt8])
    case maySign

    fileprivate var attribute: (type: CK_ATTRIBUTE_TYPE, value: [UInt8]) {
        switch self {
        case .objectClass(let value): (CK_ATTRIBUTE_TYPE(CKA_CLASS), withUnsafeBytes(of: value) { Array($0) })
        case .label(let text): (CK_ATTRIBUTE_TYPE(CKA_LABEL), Array(text.utf8))
        case .id(let octets): (CK_ATTRIBUTE_TYPE(CKA_ID), octets)
        case .maySign: (CK_ATTRIBUTE_TYPE(CKA_SIGN), [UInt8(CK_TRUE)])
        }
    }
}

extension TokenSession {
    /// More objects than this are no office's token.
    private static let limit = 256

    /// The objects that are seen in this session and fulfil all criteria. Blocking.
    func objects(_ criteria: [TokenObjectCriterion]) throws(TokenError) -> [CK_OBJECT_HANDLE] {
        try beginSearch(criteria)
        var handles = [CK_OBJECT_HANDLE](repeating: 0, count: Self.limit)
        var count: CK_ULONG = 0
        var found: [CK_OBJECT_HANDLE] = []
        repeat {
            count = 0
            try call("C_FindObjects") { $0.pointee.C_FindObjects($1, &handles, CK_ULONG(Self.limit), &count) }
            found += handles.prefix(Int(clamping: count))
        } while count > 0 && found.count < Self.limit
        try call("C_FindObjectsFinal") { $0.pointee.C_FindObjectsFinal($1) }
        return found
    }

    private func beginSearch(_ criteria: [TokenObjectCriterion]) throws(TokenError) {
        let attributes = criteria.map(\.attribute)
        // All values in one block of memory that stays where it is during the call.
        var values = attributes.flatMap(\.value)
        var result: Result<Void, TokenError> = .success(())
        values.withUnsafeMutableBytes { block in
            var offset = 0
            var template: [CK_ATTRIBUTE] = []
            for attribute in attributes {
                let start = block.baseAddress.map { $0 + offset }
                template.append(
                    CK_ATTRIBUTE(type: attribute.type, pValue: start, ulValueLen: CK_ULONG(attribute.value.count)))
                offset += attribute.value.count
            }
            result = Result { () throws(TokenError) in
                try call("C_FindObjectsInit") {
                    $0.pointee.C_FindObjectsInit($1, &template, CK_ULONG(template.count))
                }
            }
        }
        try result.get()
    }

    /// An attribute's octets; `nil` when the object has none of this type or does not show it. Blocking.
    func attribute(_ type: UInt, of object: CK_OBJECT_HANDLE) throws(TokenError) -> [UInt8]? {
        var attribute = CK_ATTRIBUTE(type: CK_ATTRIBUTE_TYPE(type), pValue: nil, ulValueLen: 0)
        guard try read(&attribute, of: object), attribute.ulValueLen != chungthuc_unavailable else { return nil }
        var octets = [UInt8](repeating: 0, count: Int(clamping: attribute.ulValueLen))
        guard !octets.isEmpty else { return octets }
        var result: Result<Bool, TokenError> = .success(false)
        octets.withUnsafeMutableBytes { buffer in
            attribute.pValue = buffer.baseAddress
            result = Result { () throws(TokenError) in try read(&attribute, of: object) }
        }
        guard try result.get(), attribute.ulValueLen != chungthuc_unavailable else { return nil }
        return Array(octets.prefix(Int(clamping: attribute.ulValueLen)))
    }

    private func read(_ attribute: inout CK_ATTRIBUTE, of object: CK_OBJECT_HANDLE) throws(TokenError) -> Bool {
        do throws(TokenError) {
            try call("C_GetAttributeValue") { $0.pointee.C_GetAttributeValue($1, object, &attribute, 1) }
            return true
        } catch {
            let isHidden = [CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_SENSITIVE].map { CK_RV($0) }.contains(error.code)
            guard isHidden else { throw error }
            return false
        }
    }
}
