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
        case .severalKeys:
            ("tệp chứa nhiều khóa ký được, không rõ dùng khóa nào", "the file holds several keys that may sign")
        case .noCertificate:
            ("tệp không chứa chứng thư số của khóa", "the file holds no certificate for its key")
        case .notACertificate: ("không đọc được chứng thư số", "the certificate cannot be read")
        case .notPEM:
            ("không phải tệp PEM chứa chứng thư số", "this is not a PEM file with certificates")
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
        case .moduleUnusable: ("không dùng được mô-đun PKCS#11", "the PKCS#11 module cannot be used")
        case .tokenAbsent:
            ("thiết bị ký số chưa được cắm hoặc không trả lời", "the token is not plugged in or does not answer")
        case .tokenAmbiguous: ("có nhiều thiết bị ký số như vậy", "there are several such tokens")
        case .tokenBusy: ("thiết bị ký số đang bận", "the token is busy")
        case .tokenFailed: ("thiết bị ký số báo lỗi", "the token reports an error")
        case .keyNotOnToken: ("không có khóa này trên thiết bị", "there is no such key on the token")
        case .keyAmbiguous: ("có nhiều khóa như vậy trên thiết bị", "there are several such keys on the token")
        case .certificateNotOnToken:
            ("không tìm thấy chứng thư số của khóa trên thiết bị", "the key's certificate is not found on the token")
        case .keyMismatch:
            ("khóa trên thiết bị không phải của chứng thư số này", "the token's key does not belong to the certificate")
        case .wrongPIN:
            (
                "sai mã PIN; mã này sẽ không được thử lại cho đến khi tệp pin-file thay đổi",
                "the PIN is wrong; it is not tried again until the pin-file changes"
            )
        case .pinRefused:
            (
                "thiết bị đã từ chối mã PIN trong tệp này; không thử lại để thiết bị khỏi bị khóa",
                "the token refused this file's PIN before; it is not tried again, lest the token lock"
            )
        case .pinFinalTry:
            (
                "thiết bị chỉ còn một lần nhập mã PIN; không tự động thử",
                "the token has one PIN try left; it is not used up automatically"
            )
        case .pinLocked: ("mã PIN của thiết bị đã bị khóa", "the token's PIN is locked")
        case .pinNotSet:
            ("thiết bị chưa đặt hoặc phải đổi mã PIN", "the token's PIN is not set yet or must be changed first")
        case .pinRecord:
            (
                "không đọc hoặc ghi được sổ ghi mã PIN bị từ chối",
                "the record of refused PINs cannot be read or written"
            )
        case .signingFailed: ("không tạo được chữ ký", "the signature could not be made")
        case .generationFailed: ("không tạo được khóa hoặc chứng thư", "the key or certificate could not be made")
        }
    }
}
