import Foundation
import TestSupport

/// An office whose leader signs with an RSA key on one token and whose seal is an EC key on another.
struct TokenOffice: ~Copyable {
    let box: TokenBox
    let office: OfficeFixture
    private var calls: String { Self.calls(of: box) }

    /// - Parameters:
    ///   - certificateOnToken: otherwise the leader's certificate lies in a file that the configuration names.
    ///   - usage: the leader's key usage.
    ///   - days: how long the leader's certificate is valid.
    init(certificateOnToken: Bool = true, usage: String = "nonRepudiation", days: Int = 60) throws {
        let box = try TokenBox()
        try Self.makeKeys(box, certificateOnToken: certificateOnToken, usage: usage, days: days)
        // OpenSC's spy stands before SoftHSM and writes down every call.
        let spy = ["PKCS11SPY": TokenBox.module, "PKCS11SPY_OUTPUT": Self.calls(of: box)]
        let office = try OfficeFixture(environment: box.environment.merging(spy) { $1 })
        try Self.configure(office, box, certificateOnToken: certificateOnToken)
        self.office = office
        self.box = box
    }

    private static func calls(of box: borrowing TokenBox) -> String { box.directory.file("calls") }

    private static func makeKeys(
        _ box: borrowing TokenBox,
        certificateOnToken: Bool,
        usage: String,
        days: Int
    ) throws {
        try box.makeKey("leader", algorithm: ["rsa:2048"], days: days, usage: usage)
        try box.makeKey("seal", algorithm: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
        try box.addToken("Lãnh đạo")
        try box.put("leader", on: "Lãnh đạo", id: "01", parts: certificateOnToken ? [.key, .certificate] : [.key])
        try box.addToken("Con dấu")
        try box.put("seal", on: "Con dấu", id: "02")
    }

    private static func configure(
        _ office: OfficeFixture,
        _ box: borrowing TokenBox,
        certificateOnToken: Bool
    ) throws {
        let common = "module: \(TokenBox.spy), pin-file: \(box.pinFile)"
        let certificate = certificateOnToken ? "" : ", certificate: \(box.file("leader", "pem"))"
        try office.configure { text in
            text.replacing(
                "key: {pkcs12: pki/leader.p12, passphrase-file: pki/leader.pass}",
                with: "key: {pkcs11: {\(common), token: Lãnh đạo, label: leader\(certificate)}}"
            )
            .replacing(
                "key: {pkcs12: pki/seal.p12, passphrase-file: pki/seal.pass}",
                with: "key: {pkcs11: {\(common), token: Con dấu, id: 02}}"
            )
        }
    }

    /// How many PINs were tried.
    func logins() throws -> Int {
        guard FileManager.default.fileExists(atPath: calls) else { return 0 }
        return try String(contentsOfFile: calls, encoding: .utf8).components(separatedBy: " C_Login\n").count - 1
    }

    func submit() throws -> String { try office.submit(Scan.pdf("token")) }
}
