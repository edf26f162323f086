import Testing

@testable import PAdES

/// What goes to a token and comes from it.
@Suite struct TokenEncodingTests {
    @Test("r‖s becomes two positive, shortest integers")
    func signatureValues() throws {
        let r: [UInt8] = [0, 0, 0x01] + [UInt8](repeating: 2, count: 29)
        let s: [UInt8] = [0x80] + [UInt8](repeating: 3, count: 31)
        let value = try #require(ECDSASignatureValue(concatenation: r + s))
        let expected: [UInt8] = [0x30, 0x43, 0x02, 0x1E] + r.dropFirst(2) + [0x02, 0x21, 0x00] + s
        #expect(try value.encoded == expected)
        #expect(ECDSASignatureValue(concatenation: r + s + [1]) == nil)
        #expect(ECDSASignatureValue(concatenation: [UInt8](repeating: 0, count: 64)) == nil)
        #expect(ECDSASignatureValue(concatenation: []) == nil)
    }

    @Test("A modulus too small for the encoding is none")
    func smallModulus() {
        let digest = [UInt8](repeating: 7, count: 64)
        #expect(RSAEncoding.pkcs1(DigestAlgorithm.sha512.digestInfo(digest), modulusBits: 512) == nil)
        #expect(RSAEncoding.pss(digest, digest: .sha512, saltLength: 64, modulusBits: 1024) == nil)
    }
}
