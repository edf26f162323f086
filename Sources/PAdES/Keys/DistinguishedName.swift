import COpenSSL

/// The name of a certificate's subject or issuer.
package struct DistinguishedName: Hashable, Sendable {
    /// The `Name` as the certificate encodes it, DER.
    let der: [UInt8]
    /// RFC 4514: most specific part first, `CN=Nguyễn Văn A,O=UBND xã Phú Cường,C=VN`.
    package let text: String
    /// The last commonName, if there is one.
    package let commonName: String?

    /// The name to show people: the common name, else the whole of it.
    package var display: String { commonName ?? text }

    /// - Parameter name: an `X509_NAME`, borrowed.
    init(copying name: OpaquePointer) {
        var encoded: UnsafeMutablePointer<UInt8>?
        let length = i2d_X509_NAME(name, &encoded)
        der = encoded.map { Array(UnsafeBufferPointer(start: $0, count: max(0, Int(length)))) } ?? []
        chungthuc_openssl_free(encoded)
        text = Self.text(of: name)
        commonName = Self.commonName(of: name)
    }

    private static func text(of name: OpaquePointer) -> String {
        guard let output = OpenSSLHandle(BIO_new(BIO_s_mem()), freedBy: { BIO_free($0) }) else { return "" }
        guard X509_NAME_print_ex(output.pointer, name, 0, chungthuc_rfc4514) >= 0 else { return "" }
        var bytes: UnsafeMutablePointer<CChar>?
        let length = chungthuc_bio_bytes(output.pointer, &bytes)
        guard let bytes, length > 0 else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    }

    private static func commonName(of name: OpaquePointer) -> String? {
        var last: CInt = -1
        while case let next = X509_NAME_get_index_by_NID(name, NID_commonName, last), next >= 0 { last = next }
        guard last >= 0, let entry = X509_NAME_get_entry(name, last), let value = X509_NAME_ENTRY_get_data(entry)
        else { return nil }
        var encoded: UnsafeMutablePointer<UInt8>?
        let length = ASN1_STRING_to_UTF8(&encoded, value)
        defer { chungthuc_openssl_free(encoded) }
        guard length >= 0, let encoded else { return nil }
        return String(decoding: UnsafeBufferPointer(start: encoded, count: Int(length)), as: UTF8.self)
    }
}
