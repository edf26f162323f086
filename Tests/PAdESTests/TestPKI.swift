import Foundation
import PAdES

/// A demo authority with keys of every kind, made once for all tests: nobody changes it.
struct TestPKI: Sendable {
    let root: DemoAuthority
    let rsa: SoftwareKey
    let rsaSeal: SoftwareKey
    let elliptic: [EllipticCurve: SoftwareKey]
    /// Under an authority of its own below the root.
    let deep: SoftwareKey

    /// Now, to a whole second.
    let now: Date

    private static let made = Result { try TestPKI() }

    static var shared: TestPKI { get throws { try made.get() } }

    private init() throws {
        now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded())
        let validity = now.addingTimeInterval(-3600)...now.addingTimeInterval(30 * 86_400)
        root = try DemoAuthority(name: "CA gốc dùng thử", validity: validity)
        let office = "UBND xã Phú Cường"
        rsa = try root.issue(commonName: "Nguyễn Văn A", organization: office).softwareKey
        rsaSeal = try root.issue(commonName: office, organization: office).softwareKey
        var elliptic: [EllipticCurve: SoftwareKey] = [:]
        for curve in EllipticCurve.allCases {
            elliptic[curve] =
                try root.issue(
                    commonName: "Trần Thị B \(curve.rawValue)", organization: office, keyKind: .elliptic(curve)
                ).softwareKey
        }
        self.elliptic = elliptic
        deep =
            try root.subordinate(name: "CA cấp dưới").issue(commonName: "Lê Văn C", organization: office).softwareKey
    }

    var verifier: SignatureVerifier {
        SignatureVerifier(anchors: TrustAnchors([root.certificate]), at: now)
    }
}
