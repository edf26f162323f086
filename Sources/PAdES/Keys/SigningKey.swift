import FoundationEssentials

/// A private key with its certificate, wherever it lives: in this process or on a token.
package protocol SigningKey: Sendable {
    /// What to call the key in messages: its file, or its token and label.
    var name: String { get }
    var certificate: Certificate { get }
    /// The certificates that issued it, nearest first, as far as they are known; the root may be among them.
    var path: [Certificate] { get }

    /// Does now what the first signature would have to do, so that what is wrong is known before it. Blocking.
    func prepare() throws(KeyFault)

    /// Signs octets; the implementation hashes them. Blocking; safe to call from several threads at once.
    ///
    /// - Parameter algorithm: fits the certificate's key, see ``SignatureScheme/algorithm(for:of:)``.
    /// - Returns: the signature value as CMS carries it: RSA's octets, or a DER ECDSA-Sig-Value.
    func signature(over message: [UInt8], algorithm: SignatureAlgorithm) throws(KeyFault) -> [UInt8]
}

extension SigningKey {
    /// A key in memory is ready.
    package func prepare() throws(KeyFault) {}

    /// Whether this key may sign at the given time; asked before anything is hashed or sent.
    ///
    /// - Throws: ``KeyFault`` with `keyTooWeak`, `unsupportedKey`, `keyUsageUnfit`, `expired` or `notYetValid`.
    package func checkFitness(at time: Date) throws(KeyFault) {
        switch certificate.publicKey {
        case .rsa(let bits) where bits < 2048:
            throw KeyFault(.keyTooWeak, of: name, detail: "RSA \(bits)")
        case .rsa(let bits) where bits > 4096:
            throw KeyFault(.unsupportedKey, of: name, detail: "RSA \(bits)")
        case .other(let kind):
            throw KeyFault(.unsupportedKey, of: name, detail: kind)
        case .rsa, .elliptic:
            break
        }
        guard certificate.maySign else { throw KeyFault(.keyUsageUnfit, of: name) }
        guard time <= certificate.validity.upperBound else {
            throw KeyFault(.expired, of: name, detail: certificate.validity.upperBound.formatted(.iso8601))
        }
        guard time >= certificate.validity.lowerBound else {
            throw KeyFault(.notYetValid, of: name, detail: certificate.validity.lowerBound.formatted(.iso8601))
        }
    }
}
