import Faults

extension KeyFault {
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
        case .severalKeys:
            Wording(
                vi: "Xuất lại tệp PKCS#12 chỉ gồm khóa dùng để ký.",
                en: "Export a PKCS#12 file with the one key that shall sign.")
        case .noKey, .noCertificate, .notACertificate:
            Wording(
                vi: "Xuất lại tệp PKCS#12 gồm khóa bí mật, chứng thư số và các chứng thư cấp trên.",
                en: "Export the PKCS#12 file again with the private key, its certificate and the issuers' certificates."
            )
        case .notPEM:
            Wording(
                vi: "Chọn tệp có các khối -----BEGIN CERTIFICATE-----; chuyển tệp DER bằng openssl x509 -inform DER.",
                en: "Name a file with -----BEGIN CERTIFICATE----- blocks; convert DER by openssl x509 -inform DER.")
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
                vi: "Gia hạn chứng thư số rồi thay tệp khóa (hoặc chứng thư trên thiết bị).",
                en: "Renew the certificate and replace the key file (or the certificate on the token).")
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
        case .moduleUnusable, .tokenAbsent, .tokenAmbiguous, .tokenBusy, .tokenFailed, .keyNotOnToken, .keyAmbiguous,
            .certificateNotOnToken, .keyMismatch, .wrongPIN, .pinRefused, .pinFinalTry, .pinLocked, .pinNotSet,
            .pinRecord:
            tokenRemedy
        case .signingFailed, .generationFailed:
            Wording(
                vi: "Thử lại; nếu lặp lại, gửi nhật ký cho người quản trị.",
                en: "Try again; if it happens again, show the log to the administrator.")
        }
    }

    private var tokenRemedy: Wording {
        switch reason {
        case .moduleUnusable:
            Wording(
                vi: "Kiểm tra đường dẫn module của nhà cung cấp thiết bị và cài các gói mà nó cần.",
                en: "Check the path of the token vendor's module, and install what it needs.")
        case .tokenAbsent, .tokenBusy, .tokenFailed:
            Wording(
                vi: "Cắm thiết bị và kiểm tra dịch vụ của nó (như pcscd); việc ký được thử lại, không mất hồ sơ.",
                en: "Plug the token in and check its service (such as pcscd); signing is tried again, nothing is lost.")
        case .tokenAmbiguous:
            Wording(vi: "Thêm serial vào key.pkcs11.", en: "Add serial to key.pkcs11.")
        case .keyNotOnToken:
            Wording(
                vi: "Sửa label hoặc id theo kết quả của: pkcs11-tool --login --list-objects.",
                en: "Correct label or id by what pkcs11-tool --login --list-objects shows.")
        case .keyAmbiguous:
            Wording(vi: "Thêm id vào key.pkcs11.", en: "Add id to key.pkcs11.")
        case .certificateNotOnToken:
            Wording(
                vi: "Ghi chứng thư số vào một tệp PEM và đặt key.pkcs11.certificate là tệp đó.",
                en: "Write the certificate into a PEM file and name it in key.pkcs11.certificate.")
        case .keyMismatch:
            Wording(
                vi: "Dùng chứng thư số của chính khóa này; nếu vừa gia hạn, khởi động lại dịch vụ.",
                en: "Use this key's own certificate; after a renewal, restart the service.")
        case .wrongPIN, .pinRefused:
            Wording(
                vi: "Ghi đúng mã PIN vào tệp pin-file, trên một dòng; ghi lại tệp là cho phép thử lại một lần.",
                en: "Write the right PIN into the pin-file, on one line; writing the file allows one more try.")
        case .pinFinalTry:
            Wording(
                vi: "Người giữ thiết bị tự đăng nhập bằng phần mềm của nhà cung cấp với mã PIN đúng.",
                en: "Have the token's holder log in with the vendor's program and the right PIN.")
        case .pinLocked:
            Wording(
                vi: "Liên hệ nhà cung cấp chứng thư số để mở khóa thiết bị.",
                en: "Ask the certificate provider to unlock the token.")
        case .pinNotSet:
            Wording(
                vi: "Đặt mã PIN bằng phần mềm của nhà cung cấp, rồi ghi vào tệp pin-file.",
                en: "Set the PIN with the vendor's program, and write it into the pin-file.")
        default:
            Wording(
                vi: "Kiểm tra quyền và chỗ trống của thư mục .state.",
                en: "Check the permissions and the free space of the folder .state.")
        }
    }
}
