import COpenSSL

extension Certificate {
    /// Every certificate in a PEM text (RFC 7468), in its order; what stands between the blocks is ignored.
    ///
    /// - Throws: ``KeyFault`` with `notPEM` when there is none, or one of them cannot be read.
    package static func all(inPEM text: [UInt8], name: String) throws(KeyFault) -> [Certificate] {
        ERR_clear_error()
        guard let input = OpenSSLHandle(BIO_new(BIO_s_mem()), freedBy: { BIO_free($0) }),
            BIO_write(input.pointer, text, CInt(clamping: text.count)) == CInt(clamping: text.count)
        else { throw KeyFault(.notPEM, of: name, detail: OpenSSLErrors.takeText()) }
        var certificates: [Certificate] = []
        while let handle = OpenSSLHandle(PEM_read_bio_X509(input.pointer, nil, nil, nil), freedBy: X509_free) {
            certificates.append(try Certificate(reading: handle.pointer, name: name))
        }
        // Reading ends with "no start line" when nothing is left; anything else is a block that is broken.
        let failure = OpenSSLErrors.take().last
        guard !certificates.isEmpty, failure?.reason == PEM_R_NO_START_LINE else {
            throw KeyFault(.notPEM, of: name)
        }
        return certificates
    }

    /// The certificate as a PEM block with a line break at its end.
    package var pem: String {
        let digits = Self.base64(der)
        var lines = ["-----BEGIN CERTIFICATE-----"]
        var start = digits.startIndex
        while start < digits.endIndex {
            let end = digits.index(start, offsetBy: 64, limitedBy: digits.endIndex) ?? digits.endIndex
            lines.append(String(decoding: digits[start..<end], as: UTF8.self))
            start = end
        }
        lines.append("-----END CERTIFICATE-----")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
        let length = EVP_EncodeBlock(&output, bytes, CInt(bytes.count))
        return Array(output.prefix(Int(length)))
    }
}
