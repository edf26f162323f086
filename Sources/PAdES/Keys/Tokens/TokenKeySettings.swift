/// Where on a token a key lies: the configuration's `key: {pkcs11: …}`. Paths are absolute.
package struct TokenKeySettings: Hashable, Sendable {
    /// The PKCS#11 module, a shared library.
    package let module: String
    /// The token's label and serial number; at least one of them.
    package let token: String?
    package let serial: String?
    /// The key's CKA_LABEL and CKA_ID; at least one of them.
    package let label: String?
    package let id: [UInt8]?
    package let pinFile: String
    /// A PEM file: the key's certificate first, then its issuers' as far as they are known. Without it both are read
    /// from the token.
    package let certificateFile: String?

    package init(
        module: String,
        token: String?,
        serial: String?,
        label: String?,
        id: [UInt8]?,
        pinFile: String,
        certificateFile: String?
    ) {
        self.module = module
        self.token = token
        self.serial = serial
        self.label = label
        self.id = id
        self.pinFile = pinFile
        self.certificateFile = certificateFile
    }

    /// For messages: the token and the key as they are configured.
    package var name: String {
        let token = [self.token, serial].compactMap { $0 }.joined(separator: " ")
        let digits = id.map { id in
            "id " + id.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        return "token \(token): " + [label, digits].compactMap { $0 }.joined(separator: ", ")
    }

    func means(_ info: TokenInfo) -> Bool {
        (token.map { $0 == info.label } ?? true) && (serial.map { $0 == info.serial } ?? true)
    }
}
