import Foundation
import TestSupport
import Testing

@testable import PAdES

/// Keys on SoftHSM's tokens; signatures judged by OpenSSL's command line.
@Suite struct TokenKeyTests {
    private static let rsa = ["rsa:2048"]
    private static let p256 = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]

    /// A token with the key `leader` on it.
    private static func box(_ algorithm: [String] = rsa, mechanisms: String? = nil) throws -> TokenBox {
        let box = try TokenBox(mechanisms: mechanisms)
        try box.addToken("office")
        try box.makeKey("leader", algorithm: algorithm)
        try box.put("leader", on: "office", id: "01")
        return box
    }

    private static func isGood(
        _ signature: String,
        _ box: borrowing TokenBox,
        digest: String = "-sha256",
        options: [String] = []
    ) throws -> Bool {
        let value = try box.directory.write(try #require(Data(base64Encoded: signature)), to: "signature")
        let message = try box.directory.write("message".utf8, to: "message")
        let arguments =
            ["dgst", digest, "-verify", box.file("leader", "pub"), "-signature", value] + options + [message]
        return try Tool.run("openssl", arguments).status == 0
    }

    private static let pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"]

    @Test("Every kind of key signs", arguments: ["rsa:2048", "rsa:3072", "rsa:4096", "P-256", "P-384", "P-521"])
    func kinds(_ kind: String) throws {
        let isRSA = kind.hasPrefix("rsa")
        let box = try Self.box(isRSA ? [kind] : ["ec", "-pkeyopt", "ec_paramgen_curve:\(kind)"])
        let token = try ProbedToken(box)
        let digest = ["P-384": "-sha384", "P-521": "-sha512"][kind] ?? "-sha256"
        let signature = try #require(try token.sign(box).first)
        #expect(try Self.isGood(signature, box, digest: digest, options: isRSA ? Self.pss : []))
        guard isRSA else { return }
        let simple = try #require(try token.sign(box, scheme: "rsassa-pkcs1").first)
        #expect(try Self.isGood(simple, box))
        #expect(try !Self.isGood(simple, box, options: Self.pss))
    }

    @Test("What a token cannot do is done here, where it can be")
    func mechanisms() throws {
        let raw = try Self.box(mechanisms: "CKM_RSA_X_509")
        for (scheme, options) in [("rsassa-pss", Self.pss), ("rsassa-pkcs1", [])] {
            let shim = ShimmedToken(raw)
            var token = try ProbedToken(raw)
            token.module = try ShimmedToken.module
            let signature = try #require(try token.sign(raw, scheme: scheme, environment: shim.environment).first)
            #expect(try Self.isGood(signature, raw, options: options), "\(scheme): \(signature)")
            #expect(try shim.count("C_SignInit 3") > 0)
        }
        let simple = try Self.box(mechanisms: "CKM_RSA_PKCS")
        let token = try ProbedToken(simple)
        #expect(try token.sign(simple) == ["signature-scheme-unfit"])
        #expect(try Self.isGood(try #require(try token.sign(simple, scheme: "rsassa-pkcs1").first), simple))
    }

    @Test("Token and key are found by what is configured, and told apart")
    func search() throws {
        let box = try Self.box()
        let first = try ProbedToken(box)
        var token = first
        token.label = nil
        token.id = [1]
        #expect(try Self.isGood(try #require(try token.sign(box).first), box, options: Self.pss))
        token.id = [2]
        #expect(try token.sign(box) == ["certificate-not-on-token"])
        token.certificate = box.file("leader", "pem")
        #expect(try token.sign(box) == ["key-not-on-token"])
        token = first
        token.token = "elsewhere"
        #expect(try token.sign(box) == ["key-token-absent"])
        token.module = box.root
        #expect(try token.sign(box) == ["pkcs11-module-unusable"])

        // A second token of the same name, with another key under the same label.
        let serial = try #require(try box.serials(of: "office").first)
        try box.addToken("office")
        #expect(try first.sign(box) == ["key-token-ambiguous"])
        token = first
        token.serial = serial
        #expect(try Self.isGood(try #require(try token.sign(box).first), box, options: Self.pss))
        token.token = nil
        #expect(try Self.isGood(try #require(try token.sign(box).first), box, options: Self.pss))
    }

    @Test("Several keys of one name need an id; a certificate of another key is noticed before its signature is used")
    func confusion() throws {
        let box = try Self.box()
        try box.makeKey("other", algorithm: Self.rsa)
        try box.put("other", on: "office", id: "02", label: "leader", parts: [.key])
        var token = try ProbedToken(box)
        #expect(try token.sign(box) == ["key-ambiguous"])
        token.id = [2]
        token.certificate = box.file("leader", "pem")
        #expect(try token.sign(box) == ["key-certificate-mismatch"])
        token.certificate = box.file("other", "pem")
        #expect(try token.sign(box).first?.count == 344)
    }

    @Test("Many threads share one login and one initialisation, also of a module that cannot lock")
    func threads() throws {
        let box = try Self.box(Self.p256)
        var token = try ProbedToken(box)
        token.module = try ShimmedToken.module
        for variables in [[:], ["TOKEN_SHIM_SERIAL": "1"]] {
            let shim = ShimmedToken(box, variables)
            let signatures = try token.sign(box, scheme: "ecdsa", count: 40, environment: shim.environment)
            #expect(Set(signatures).count == 40)
            for signature in signatures.prefix(3) { #expect(try Self.isGood(signature, box)) }
            #expect(try shim.count("C_Login") == 1)
            #expect(try shim.count("C_Initialize") == (variables.isEmpty ? 1 : 2))
            #expect(try shim.count("two at once") == 0)
            try FileManager.default.removeItem(atPath: shim.log)
        }
    }

    @Test(
        "A session that is lost is opened again at once",
        arguments: ["b3", "b0", "32", "e0", "30", "101"])
    func lostSessions(_ result: String) throws {
        let box = try Self.box()
        var token = try ProbedToken(box)
        token.module = try ShimmedToken.module
        let shim = ShimmedToken(box, ["TOKEN_SHIM_FAIL": result])
        let signature = try #require(try token.sign(box, environment: shim.environment).first)
        #expect(try Self.isGood(signature, box, options: Self.pss), "\(signature)")
        #expect(try shim.count("C_SignInit d") == 2)
    }

    @Test("A key that wants the PIN for each signature gets it")
    func pinEachTime() throws {
        let box = try TokenBox()
        try box.addToken("office")
        try box.makeKey("leader", algorithm: Self.rsa)
        try box.put("leader", on: "office", id: "01", options: ["--always-auth"])
        var token = try ProbedToken(box)
        token.module = try ShimmedToken.module
        let shim = ShimmedToken(box)
        let signatures = try token.sign(box, count: 3, environment: shim.environment)
        for signature in signatures { #expect(try Self.isGood(signature, box, options: Self.pss), "\(signature)") }
        #expect(signatures.count == 3)
        #expect(try shim.count("C_Login") == 4)
    }
}
