import Foundation
import TestSupport
import Testing

/// A token locks after a few wrong PINs: none is wasted.
@Suite struct TokenPINTests {
    private static func box() throws -> TokenBox {
        let box = try TokenBox()
        try box.addToken("office")
        try box.makeKey("leader", algorithm: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
        try box.put("leader", on: "office", id: "01")
        return box
    }

    private static func sign(_ box: borrowing TokenBox, _ shim: ShimmedToken, count: Int = 1) throws -> [String] {
        var token = try ProbedToken(box)
        token.module = try ShimmedToken.module
        return try token.sign(box, scheme: "ecdsa", count: count, environment: shim.environment)
    }

    @Test("A wrong PIN is tried once, by however many threads and processes, until the file changes")
    func wrongPIN() throws {
        let box = try Self.box()
        let shim = ShimmedToken(box)
        try box.writePIN("000000")
        #expect(try Self.sign(box, shim, count: 8).first?.hasPrefix("pin-") == true)
        #expect(try shim.count("C_Login") == 1)
        #expect(try Self.sign(box, shim) == ["pin-refused-before"])
        #expect(try Self.sign(box, shim) == ["pin-refused-before"])
        #expect(try shim.count("C_Login") == 1)

        // Another wrong one has its own try.
        try box.writePIN("111111")
        #expect(try Self.sign(box, shim) == ["pin-wrong"])
        #expect(try Self.sign(box, shim) == ["pin-refused-before"])
        #expect(try shim.count("C_Login") == 2)

        try box.writePIN(TokenBox.pin)
        #expect(try Self.sign(box, shim).first?.hasPrefix("pin-") == false)
        #expect(try shim.count("C_Login") == 3)
    }

    @Test("Two keys on one token don't try the same PIN twice")
    func recordsAreOfTheTokenAndNotOfTheKey() throws {
        let box = try Self.box()
        let shim = ShimmedToken(box)
        try box.makeKey("seal", algorithm: ["rsa:2048"])
        try box.put("seal", on: "office", id: "02")
        try box.writePIN("000000")
        #expect(try Self.sign(box, shim) == ["pin-wrong"])
        var seal = try ProbedToken(box)
        seal.module = try ShimmedToken.module
        seal.label = "seal"
        #expect(try seal.sign(box, environment: shim.environment) == ["pin-refused-before"])
        #expect(try shim.count("C_Login") == 1)
    }

    @Test(
        "A token before its last try, locked or without a PIN is left alone",
        arguments: [("20000", "pin-final-try"), ("40000", "pin-locked"), ("80000", "pin-not-set")])
    func flags(_ flags: String, _ code: String) throws {
        let box = try Self.box()
        let shim = ShimmedToken(box, ["TOKEN_SHIM_FLAGS": flags])
        #expect(try Self.sign(box, shim) == [code])
        #expect(try shim.count("C_Login") == 0)
    }

    @Test("A token whose last PIN was wrong takes the right one")
    func countLow() throws {
        let box = try Self.box()
        let shim = ShimmedToken(box, ["TOKEN_SHIM_FLAGS": "10000"])
        #expect(try Self.sign(box, shim).first?.hasPrefix("pin-") == false)
    }

    @Test("A PIN file that others can read, or that is not there, is a fault and no login")
    func unusableFiles() throws {
        let box = try Self.box()
        let shim = ShimmedToken(box)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: box.pinFile)
        #expect(try Self.sign(box, shim) == ["passphrase-file-exposed"])
        try FileManager.default.removeItem(atPath: box.pinFile)
        #expect(try Self.sign(box, shim) == ["passphrase-file-unreadable"])
        #expect(try shim.count("C_Login") == 0)
    }
}
