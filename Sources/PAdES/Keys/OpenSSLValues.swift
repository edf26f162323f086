import COpenSSL
import FoundationEssentials
import Glibc

extension Date {
    /// An ASN1_TIME, UTCTime or GeneralizedTime; nil for what is no time.
    init?(asn1 time: UnsafePointer<ASN1_TIME>?) {
        var parts = tm()
        guard let time, ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        self.init(timeIntervalSince1970: Double(timegm(&parts)))
    }
}

extension Array where Element == UInt8 {
    /// The octets of an ASN1_STRING of whatever kind.
    init(asn1 string: UnsafePointer<ASN1_STRING>) {
        self.init(
            UnsafeBufferPointer(
                start: ASN1_STRING_get0_data(string), count: Swift.max(0, Int(ASN1_STRING_length(string)))))
    }
}

extension OpenSSLHandle {
    /// OpenSSL's functions that read DER: `d2i_X509` and the like.
    typealias Parser = (
        UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, Int
    ) -> OpaquePointer?

    /// - Returns: `nil` for what cannot be read.
    init?(parsing der: [UInt8], by parse: Parser, freedBy release: @escaping (OpaquePointer?) -> Void) {
        let parsed = der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return parse(nil, &position, buffer.count)
        }
        self.init(parsed, freedBy: release)
    }

    /// Many certificates as OpenSSL takes them: a `STACK_OF(X509)` of the caller's own; nil without memory.
    static func stack(of certificates: [Certificate]) -> OpenSSLHandle? {
        guard let stack = OpenSSLHandle(chungthuc_x509_stack(), freedBy: chungthuc_x509_stack_free) else { return nil }
        for certificate in certificates {
            guard let handle = certificate.opened(), chungthuc_x509_push(stack.pointer, handle.pointer) == 1 else {
                return nil
            }
        }
        return stack
    }
}
