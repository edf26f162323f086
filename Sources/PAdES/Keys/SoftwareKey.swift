import COpenSSL

/// A private key in this process's memory, from a PKCS#12 file.
///
/// Parsed once: reading the key anew for each signature costs more than the signature.
package final class SoftwareKey: SigningKey {
    package let name: String
    package let certificate: Certificate
    package let path: [Certificate]
    private let key: PrivateKey

    init(name: String, certificate: Certificate, path: [Certificate], key: PrivateKey) {
        self.name = name
        self.certificate = certificate
        self.path = path
        self.key = key
    }

    package func signature(over message: [UInt8], algorithm: SignatureAlgorithm) throws(KeyFault) -> [UInt8] {
        try key.signature(over: message, algorithm: algorithm, name: name)
    }
}
