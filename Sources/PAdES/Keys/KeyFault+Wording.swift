import Faults

extension KeyFault {
    package var message: Wording {
        let (vietnamese, english) = sentence
        let tail = detail.isEmpty ? "" : " (\(detail))"
        return Wording(vi: "\(subject): \(vietnamese)\(tail).", en: "\(subject): \(english)\(tail).")
    }

    private var sentence: (vietnamese: String, english: String) {
        switch reason {
        case .unreadable: ("không đọc được tệp khóa", "the key file cannot be read")
        case .notPKCS12: ("không phải tệp PKCS#12", "this is not a PKCS#12 file")
        case .wrongPassphrase: ("sai mật khẩu của tệp khóa", "the passphrase does not open the key file")
        case .unsupportedCipher:
            ("tệp khóa dùng thuật toán mã hóa không hỗ trợ", "the key file uses a cipher that is not available")
        case .noKey: ("tệp không chứa khóa bí mật", "the file holds no private key")
        case .noCertificate:
            ("tệp không chứa chứng thư số của khóa", "the file holds no certificate for its key")
        case .notACertificate: ("không đọc được chứng thư số", "the certificate cannot be read")
        case .keyTooWeak: ("khóa quá yếu", "the key is too weak")
        case .unsupportedKey: ("loại khóa không được hỗ trợ", "this type of key is not supported")
        case .schemeUnfit:
            ("thuật toán ký không hợp với loại khóa", "the signature scheme does not fit the key's type")
        case .expired: ("chứng thư số đã hết hạn", "the certificate has expired")
        case .notYetValid: ("chứng thư số chưa có hiệu lực", "the certificate is not valid yet")
        case .keyUsageUnfit:
            ("chứng thư số không dùng để ký được", "the certificate's key usage does not allow signatures")
        case .exposedPassphrase:
            ("tệp mật khẩu để người khác đọc được", "the passphrase file can be read by others")
        case .passphraseFile: ("không đọc được tệp mật khẩu", "the passphrase file cannot be read")
        case .signingFailed: ("không tạo được chữ ký", "the signature could not be made")
        case .generationFailed: ("không tạo được khóa hoặc chứng thư", "the key or certificate could not be made")
        }
    }

    package var remedy: Wording {
        switch reason {
        case .unreadable:
            Wording(
                vi: "Kiểm tra đường dẫn và quyền đọc của tệp.",
                en: "Check the path and that the file may be read.")
        case .notPKCS12:
            Wording(
                vi: "Dùng tệp .p12 hoặc .pfx do nhà cung cấp chứng thư số cấp.",
                en: "Use the .p12 or .pfx file that the certificate provider issued.")
        case .wrongPassphrase:
            Wording(
                vi: "Ghi đúng mật khẩu vào tệp passphrase-file, trên một dòng.",
                en: "Write the right passphrase into the passphrase-file, on one line.")
        case .unsupportedCipher:
            Wording(
                vi: "Cài mô-đun “legacy” của OpenSSL, hoặc xuất lại tệp khóa bằng thuật toán AES-256.",
                en: "Install OpenSSL's legacy provider, or export the key file again with AES-256.")
        case .noKey, .noCertificate, .notACertificate:
            Wording(
                vi: "Xuất lại tệp PKCS#12 gồm khóa bí mật, chứng thư số và các chứng thư cấp trên.",
                en: "Export the PKCS#12 file again with the private key, its certificate and the issuers' certificates."
            )
        case .keyTooWeak, .unsupportedKey:
            Wording(
                vi: "Dùng khóa RSA từ 2048 đến 4096 bit, hoặc EC P-256, P-384, P-521.",
                en: "Use an RSA key of 2048 to 4096 bits, or an EC key on P-256, P-384 or P-521.")
        case .schemeUnfit:
            Wording(
                vi: "Với khóa RSA, đặt signature.scheme là rsassa-pss hoặc rsassa-pkcs1.",
                en: "For an RSA key, set signature.scheme to rsassa-pss or rsassa-pkcs1.")
        case .expired:
            Wording(
                vi: "Gia hạn chứng thư số rồi thay tệp khóa.", en: "Renew the certificate and replace the key file.")
        case .notYetValid:
            Wording(
                vi: "Kiểm tra đồng hồ của máy, hoặc chờ đến ngày chứng thư số có hiệu lực.",
                en: "Check the machine's clock, or wait until the certificate becomes valid.")
        case .keyUsageUnfit:
            Wording(
                vi: "Dùng chứng thư số có mục đích “chữ ký số” hoặc “chống chối bỏ”.",
                en: "Use a certificate whose key usage has digitalSignature or nonRepudiation.")
        case .exposedPassphrase:
            Wording(
                vi: "Chạy: chmod 600 \(subject)",
                en: "Run: chmod 600 \(subject)")
        case .passphraseFile:
            Wording(
                vi: "Kiểm tra đường dẫn, quyền đọc, và nội dung: một dòng là mật khẩu.",
                en: "Check the path, its permissions and its contents: one line, the passphrase.")
        case .signingFailed, .generationFailed:
            Wording(
                vi: "Thử lại; nếu lặp lại, gửi nhật ký cho người quản trị.",
                en: "Try again; if it happens again, show the log to the administrator.")
        }
    }
}
