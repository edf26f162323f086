import Foundation
import TestSupport

/// What pyHanko's AdES validation says of a file; Tests/Judges/ades.py.
struct AdESVerdict: Decodable {
    struct Signature: Decodable {
        let field: String
        /// Sig, DocTimeStamp.
        let kind: String
        let keys: [String]
        let coverage: String
        let modifications: String
        /// Absent for document timestamps, as are those below.
        let passed: Bool?
        let message: String?
        let archived: Bool?
        /// What its own timestamp says is when it is known to have existed.
        let proven: Bool?
    }

    /// The document security store; nothing where there is none.
    struct Store: Decodable, Equatable {
        var certificates: Int?
        var crls: Int?
        var ocspResponses: Int?
        var twice: Int?
        var other: [String]?
        var isIndirect: Bool?

        enum CodingKeys: String, CodingKey {
            case certificates = "Certs"
            case crls = "CRLs"
            case ocspResponses = "OCSPs"
            case twice, other
            case isIndirect = "indirect"
        }
    }

    let signatures: [Signature]
    let store: Store

    static func of(_ path: String, level: String, root: String) throws -> AdESVerdict {
        let script = Repository.root + "/Tests/Judges/ades.py"
        let result = try Tool.run(
            Tool.python, [script, level, root, path], environment: ["NO_PROXY": "*", "no_proxy": "*"])
        guard let verdict = try JSONDecoder().decode([AdESVerdict].self, from: Data(result.output.utf8)).first else {
            throw LevelFailure(result: result)
        }
        return verdict
    }
}

/// The services of journeys that do not stop them, started once.
enum SharedServices {
    // Never freed, on purpose: the process ends with ours, by its standard input.
    nonisolated(unsafe) private static let made = Result { try TestServices(in: TemporaryDirectory.kept("pki")) }

    static var shared: TestServices { get throws { try made.get() } }
}
