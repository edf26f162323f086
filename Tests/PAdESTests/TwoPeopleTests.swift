import Foundation
import PAdES
import PDF
import TestSupport
import Testing

/// Two people sign one file: PADES.md, judged by pyHanko, pdfsig and qpdf.
struct TwoPeopleTests {
    @Test("Leader and seal stay valid for pyHanko, pdfsig and us", arguments: Combination.all)
    func bothSignaturesHold(_ combination: Combination) throws {
        let pki = try TestPKI.shared
        let leader = combination.leader(pki)
        let input = SampleFile()
        let approved = try input.signedByLeader(leader, scheme: combination.scheme, at: pki.now)
        let sealed = try approved.sealed(pki.rsaSeal, scheme: combination.scheme, at: pki.now)

        #expect(approved.bytes.starts(with: input.bytes))
        #expect(sealed.bytes.starts(with: approved.bytes))
        let verdicts = try Judges.pyHanko(sealed.bytes, root: pki.root.certificate)
        #expect(verdicts.map(\.field) == [SampleFile.leaderField, SampleFile.sealField])
        #expect(verdicts.allSatisfy { $0.intact && $0.valid && $0.trusted && $0.bottomLine })
        #expect(verdicts.map(\.modifications) == ["FORM_FILLING", "NONE"])
        #expect(verdicts.map(\.wholeFile) == [false, true])

        let pdfsig = try Judges.pdfsig(sealed.bytes)
        #expect(pdfsig.components(separatedBy: "Signature is Valid.").count == 3, "\(pdfsig)")
        #expect(pdfsig.components(separatedBy: "ETSI.CAdES.detached").count == 3, "\(pdfsig)")
        #expect(pdfsig.contains("Total document signed"))

        let qpdf = try Judges.qpdf(sealed.bytes)
        #expect(qpdf.status == 0, "\(qpdf.output) \(qpdf.errors)")

        let reports = try verify(sealed)
        #expect(reports.map(\.field) == [SampleFile.leaderField, SampleFile.sealField])
        #expect(reports.map(\.isValid) == [true, true], "\(reports)")
        #expect(reports.map(\.changes) == [.formFillingAndSigning, .none])
        #expect(reports.map(\.coverage) == [.earlierRevision, .wholeFile])
        #expect(reports.map(\.signer) == [leader.certificate.subject.commonName, "UBND xã Phú Cường"])
        #expect(reports.allSatisfy { $0.trustAnchor == "CA gốc dùng thử" && $0.problems.isEmpty })
    }

    @Test("A hash state over the input gives the same signature value as hashing it again")
    func hashStateIsEnough() throws {
        let pki = try TestPKI.shared
        let input = SampleFile()
        let fresh = try input.signedByLeader(pki.rsa, scheme: .rsassaPKCS1, at: pki.now)
        let carried = try input.signedByLeader(pki.rsa, scheme: .rsassaPKCS1, at: pki.now, hashingFromState: true)
        #expect(fresh.bytes == carried.bytes)
    }

    @Test("The leader's signature alone covers the whole file")
    func leaderAlone() throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let report = try #require(try verify(approved).first)
        #expect(report.coverage == .wholeFile && report.changes == .none && report.isValid)
        let zone = TimeZone(secondsFromGMT: 7 * 3600)
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = zone
        #expect(report.at == formatter.string(from: pki.now))
    }

    @Test("A signer who is not under the given root is intact but not trusted")
    func strangersAreNotTrusted() throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let other = try DemoAuthority(name: "CA khác", validity: pki.root.certificate.validity)
        let verifier = SignatureVerifier(anchors: TrustAnchors([other.certificate]), at: pki.now)
        let report = try #require(try verify(approved, by: verifier).first)
        #expect(report.intact && !report.trusted && !report.isValid)
        #expect(report.problems.map(\.code) == [.untrusted])
    }

    @Test("A certificate that has run out is no longer trusted")
    func timeMatters() throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let later = SignatureVerifier(
            anchors: TrustAnchors([pki.root.certificate]), at: pki.now.addingTimeInterval(365 * 86_400))
        let report = try #require(try verify(approved, by: later).first)
        #expect(report.intact && !report.trusted)
    }
}

/// A key and a scheme for the leader.
struct Combination: Sendable, CustomTestStringConvertible {
    enum Leader: String {
        case rsa, p256, p384, p521, deep
    }

    let leaderKind: Leader
    let scheme: SignatureScheme

    static let all = [
        Combination(leaderKind: .rsa, scheme: .rsassaPSS),
        Combination(leaderKind: .rsa, scheme: .rsassaPKCS1),
        Combination(leaderKind: .p256, scheme: .rsassaPSS),
        Combination(leaderKind: .p384, scheme: .rsassaPSS),
        Combination(leaderKind: .p521, scheme: .rsassaPSS),
        Combination(leaderKind: .deep, scheme: .rsassaPSS),
    ]

    var testDescription: String { "\(leaderKind.rawValue), \(scheme.rawValue)" }

    func leader(_ pki: TestPKI) -> SoftwareKey {
        switch leaderKind {
        case .rsa: pki.rsa
        case .p256: pki.elliptic[.p256] ?? pki.rsa
        case .p384: pki.elliptic[.p384] ?? pki.rsa
        case .p521: pki.elliptic[.p521] ?? pki.rsa
        case .deep: pki.deep
        }
    }
}

/// Our own verdict on a file.
func verify(_ file: SampleFile, by verifier: SignatureVerifier? = nil) throws -> [SignatureReport] {
    let verifier = try verifier ?? TestPKI.shared.verifier
    return try file.bytes.withUnsafeBytes { try verifier.verify($0, name: "sample") }
}
