import SwiftASN1

extension AlgorithmIdentifier {
    /// RFC 5754, 2: parameters of SHA-2 digests are absent.
    init(_ digest: DigestAlgorithm) {
        switch digest {
        case .sha256: self.init(algorithm: .Algorithm.sha256)
        case .sha384: self.init(algorithm: .Algorithm.sha384)
        case .sha512: self.init(algorithm: .Algorithm.sha512)
        }
    }

    /// - Returns: `nil` for a digest that baseline signatures may not use. NULL parameters are accepted (RFC 5754, 2).
    var digest: DigestAlgorithm? {
        switch algorithm {
        case .Algorithm.sha256: .sha256
        case .Algorithm.sha384: .sha384
        case .Algorithm.sha512: .sha512
        default: nil
        }
    }
}
