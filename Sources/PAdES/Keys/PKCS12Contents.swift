import COpenSSL

/// The keys and certificates of a PKCS#12 file (RFC 7292, 4), in its order.
///
/// OpenSSL's own `PKCS12_parse` takes the first key and asks no further, and takes no file without a MAC.
struct PKCS12Contents: ~Copyable {
    private(set) var keys: [PrivateKey] = []
    private(set) var certificates: [Certificate] = []

    /// An empty passphrase is written in two ways: as no octets, and as an empty text.
    private var isAbsent = false

    private static let nesting = 4

    /// Checks the MAC, where there is one, and opens every bag. Blocking.
    ///
    /// - Parameters:
    ///   - file: a `PKCS12`, borrowed.
    ///   - name: what to call it in a message.
    /// - Throws: ``KeyFault``.
    init(_ file: OpaquePointer, passphrase: borrowing Passphrase, name: String) throws(KeyFault) {
        if PKCS12_mac_present(file) == 1 {
            isAbsent = passphrase.isEmpty && PKCS12_verify_mac(file, nil, 0) == 1
            guard isAbsent || passphrase.withCString({ PKCS12_verify_mac(file, $0, -1) }) == 1 else {
                throw Self.fault(name, orElse: .wrongPassphrase)
            }
        }
        guard let safes = OpenSSLHandle(PKCS12_unpack_authsafes(file), freedBy: chungthuc_pkcs7_stack_free) else {
            throw Self.fault(name, orElse: .notPKCS12)
        }
        for index in 0..<chungthuc_pkcs7_count(safes.pointer) {
            guard let safe = chungthuc_pkcs7_at(safes.pointer, index) else { continue }
            try read(safe: safe, passphrase, name)
        }
    }

    private mutating func read(
        safe: UnsafeMutablePointer<PKCS7>,
        _ passphrase: borrowing Passphrase,
        _ name: String
    ) throws(KeyFault) {
        let unpacked: OpaquePointer?
        switch chungthuc_pkcs7_type(safe) {
        case NID_pkcs7_data: unpacked = PKCS12_unpack_p7data(safe)
        case NID_pkcs7_encrypted:
            unpacked = passphrase.withCString { PKCS12_unpack_p7encdata(safe, isAbsent ? nil : $0, isAbsent ? 0 : -1) }
        // Encrypted for somebody's public key: not with a passphrase.
        default: return
        }
        guard let bags = OpenSSLHandle(unpacked, freedBy: chungthuc_bag_stack_free) else {
            throw Self.fault(name, orElse: .notPKCS12)
        }
        try read(bags: bags.pointer, passphrase, name, depth: 0)
    }

    private mutating func read(
        bags: OpaquePointer,
        _ passphrase: borrowing Passphrase,
        _ name: String,
        depth: Int
    ) throws(KeyFault) {
        for index in 0..<chungthuc_bag_count(bags) {
            guard let bag = chungthuc_bag_at(bags, index) else { continue }
            switch PKCS12_SAFEBAG_get_nid(bag) {
            case NID_keyBag:
                try add(key: PKCS12_SAFEBAG_get0_p8inf(bag).flatMap { EVP_PKCS82PKEY($0) }, name)
            case NID_pkcs8ShroudedKeyBag:
                let opened = passphrase.withCString { PKCS12_decrypt_skey(bag, isAbsent ? nil : $0, isAbsent ? 0 : -1) }
                guard let info = OpenSSLHandle(opened, freedBy: PKCS8_PRIV_KEY_INFO_free) else {
                    throw Self.fault(name, orElse: .wrongPassphrase)
                }
                try add(key: EVP_PKCS82PKEY(info.pointer), name)
            case NID_certBag where PKCS12_SAFEBAG_get_bag_nid(bag) == NID_x509Certificate:
                guard let certificate = OpenSSLHandle(PKCS12_SAFEBAG_get1_cert(bag), freedBy: X509_free) else {
                    throw Self.fault(name, orElse: .notACertificate)
                }
                certificates.append(try Certificate(reading: certificate.pointer, name: name))
            case NID_safeContentsBag where depth < Self.nesting:
                guard let inner = PKCS12_SAFEBAG_get0_safes(bag) else { continue }
                try read(bags: inner, passphrase, name, depth: depth + 1)
            default:
                continue
            }
        }
    }

    private mutating func add(key: OpaquePointer?, _ name: String) throws(KeyFault) {
        guard let key else { throw Self.fault(name, orElse: .unsupportedKey) }
        keys.append(PrivateKey(adopting: key))
    }

    /// What OpenSSL's errors of this thread mean.
    private static func fault(_ name: String, orElse reason: KeyFault.Reason) -> KeyFault {
        let errors = OpenSSLErrors.take()
        let isUnsupported = errors.contains {
            $0.reason == chungthuc_unsupported || $0.reason == PKCS12_R_UNKNOWN_DIGEST_ALGORITHM
                || $0.reason == EVP_R_UNSUPPORTED_ALGORITHM
        }
        let isWrong = errors.contains {
            $0.library == ERR_LIB_PKCS12
                && ($0.reason == PKCS12_R_MAC_VERIFY_FAILURE || $0.reason == PKCS12_R_PKCS12_CIPHERFINAL_ERROR)
        }
        if isUnsupported { return KeyFault(.unsupportedCipher, of: name, detail: errors.last?.text ?? "") }
        if isWrong || reason == .wrongPassphrase { return KeyFault(.wrongPassphrase, of: name) }
        return KeyFault(reason, of: name, detail: errors.last?.text ?? "")
    }
}
