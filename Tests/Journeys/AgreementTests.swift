import Foundation
import TestSupport
import Testing

/// `verify` beside pyHanko: what forgers make of our own copies, of every algorithm and level; one table, printed.
@Suite(.blocking) struct AgreementTests {
    enum Kind: String, CaseIterable, CustomTestStringConvertible {
        case basic = "B-B, RSASSA-PSS"
        case elliptic = "B-B, ECDSA"
        case timestamped = "B-T, RSASSA-PKCS1-v1_5"
        case longTerm = "B-LT, RSASSA-PSS"
        case archival = "B-LTA, RSASSA-PSS"

        var testDescription: String { rawValue }
        /// Attacks on the file's structure are the same for every algorithm.
        var ways: String {
            switch self {
            case .basic: "flips,swaps,appended,forgeries,savings"
            case .archival: "flips,appended"
            default: "flips,swaps"
            }
        }
    }

    struct Row: Decodable {
        let file: String
        let field: String
        let ours: String
        let pyhanko: String
        let agreement: String

        var text: String {
            let columns = [(file, 44), (field, 18), (ours, 50), (pyhanko, 50), (agreement, 60)]
            return columns.map { text, width in
                text.prefix(width).padding(toLength: width, withPad: " ", startingAt: 0)
            }.joined(separator: "  ")
        }
    }

    @Test("Forged copies are judged as pyHanko judges them, or more strictly for a reason", arguments: Kind.allCases)
    func table(_ kind: Kind) async throws {
        let place = try TemporaryDirectory("agreement")
        let root = try await Self.copies(kind, in: place.path)
        let forged = place.file("forged")
        try FileManager.default.createDirectory(atPath: forged, withIntermediateDirectories: false)
        let forger = [Repository.root + "/Tests/Judges/forge.py", "--ways", kind.ways]
        try Tool.run(Tool.python, forger + [place.file("0.pdf"), place.file("1.pdf"), forged]).requireSuccess()

        let judge = [Repository.root + "/Tests/Judges/agree.py", "--json", Program.path, root, forged]
        let judged = try Tool.run(Tool.python, judge)
        let rows = try JSONDecoder().decode([Row].self, from: Data(judged.output.utf8))
        let table = rows.map(\.text).joined(separator: "\n")
        print("\n\(kind.rawValue): attack × field × our verdict × pyHanko's\n\(table)\n")
        for row in rows where row.agreement == "DISAGREE" { Issue.record("\(row.text)") }
        let untouched = rows.filter { $0.file.hasSuffix("untouched.pdf") }
        #expect(untouched.count >= 2 && untouched.allSatisfy { $0.ours.hasPrefix("holds") })
        // Each region's flip breaks something; what may be flipped unnoticed is known.
        let unnoticed = Set(rows.map(\.file)).filter { file in
            file.contains(" flip, ") && rows.filter { $0.file == file }.allSatisfy { $0.ours.hasPrefix("holds") }
        }
        #expect(unnoticed.allSatisfy { Self.isUnsigned(region: $0, of: kind) }, "\(unnoticed)")
        let refilled = rows.filter { $0.file.contains("filled again") && $0.field == "ChungThucConDau" }
        #expect(refilled.isEmpty == !kind.ways.contains("appended"))
        #expect(refilled.allSatisfy { $0.ours.contains("locked-field") }, "what the seal closed was filled in again")
        #expect(Set(rows.map(\.file)).count > (kind == .basic ? 85 : 30))
    }

    /// What no signature is over: the zeros that fill the seal's /Contents up, and issuers' certificates beside it,
    /// which are trusted for other reasons.
    private static func isUnsigned(region: String, of kind: Kind) -> Bool {
        region.contains("seal: zeros behind the CMS") || region.contains("seal: a certificate")
            || kind == .longTerm && region.contains("DSS: ")
    }

    /// Certifies two scans: `0.pdf` and `1.pdf`.
    ///
    /// - Returns: the root's file.
    private static func copies(_ kind: Kind, in place: String) async throws -> String {
        guard kind != .elliptic else { return try await ellipticCopies(in: place) }
        let services = try SharedServices.shared
        let office = try LevelOffice(
            services,
            level: String(kind.rawValue.prefix { $0 != "," }),
            timestamps: [services.timestamps],
            scheme: kind == .timestamped ? "rsassa-pkcs1" : "rsassa-pss"
        )
        for index in 0..<2 {
            let code = try office.submit()
            try office.run("sign", code).requireSuccess()
            try office.run("stamp", code).requireSuccess()
            try FileManager.default.copyItem(atPath: try office.document(code), toPath: "\(place)/\(index).pdf")
        }
        return services.root
    }

    private static func ellipticCopies(in place: String) async throws -> String {
        let office = try OfficeFixture()
        let key = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        for name in ["leader", "seal"] { try KeyKindTests.replaceKey(name, key, office) }
        for index in 0..<2 {
            let code = try office.submit(Scan.pdf("\(index)"))
            try office.run("sign", code).requireSuccess()
            try office.run("stamp", code).requireSuccess()
            let path = office.path(try await office.delivery(of: code))
            try FileManager.default.copyItem(atPath: path, toPath: "\(place)/\(index).pdf")
        }
        try FileManager.default.copyItem(atPath: office.root, toPath: place + "/root.pem")
        return place + "/root.pem"
    }
}
