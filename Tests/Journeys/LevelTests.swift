import Foundation
import TestSupport
import Testing

/// Signature levels in the hands of an office: judged by pyHanko's AdES validation, pdfsig and qpdf.
struct LevelTests {
    @Test("A copy is of the level that the office asks for", arguments: ["B-B", "B-T", "B-LT", "B-LTA"])
    func levels(_ level: String) throws {
        let services = try SharedServices.shared
        let office = try LevelOffice(services, level: level, timestamps: [services.timestamps])
        let code = try office.submit()
        let signed = try office.run("sign", code)
        #expect(signed.status == 0, "\(signed.errors)")
        let leaders = try Data(contentsOf: URL(fileURLWithPath: try office.document(code)))
        let sealed = try office.run("stamp", code)
        #expect(sealed.status == 0, "\(sealed.errors)")
        let copy = try office.document(code)
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy)).starts(with: leaders))

        let verdict = try AdESVerdict.of(copy, level: level, root: services.root)
        #expect(verdict.signatures.prefix(2).map(\.passed) == [true, true], "\(verdict)")
        #expect(verdict.signatures.prefix(2).map(\.kind) == ["Sig", "Sig"])
        #expect(verdict.signatures[0].modifications == "FORM_FILLING")
        let hasStore = level == "B-LT" || level == "B-LTA"
        #expect(verdict.signatures[1].modifications == (hasStore ? "LTA_UPDATES" : "NONE"))
        #expect(verdict.signatures.last?.coverage == (level == "B-LT" ? "ENTIRE_REVISION" : "ENTIRE_FILE"))
        #expect(verdict.signatures.prefix(2).allSatisfy { $0.archived == (level == "B-LTA") })
        #expect(verdict.signatures.prefix(2).allSatisfy { $0.proven == (level != "B-B") })
        // Leader, seal, the authority below the root, the root, the timestamp server, the OCSP responder.
        let store = AdESVerdict.Store(
            certificates: 6, crls: 1, ocspResponses: 2, twice: 0, other: [], isIndirect: true)
        #expect(verdict.store == (hasStore ? store : AdESVerdict.Store()))
        #expect(verdict.signatures.count == (level == "B-LTA" ? 3 : 2))
        if level == "B-LTA" {
            #expect(verdict.signatures[2].kind == "DocTimeStamp")
            #expect(verdict.signatures[2].keys == ["ByteRange", "Contents", "Filter", "SubFilter", "Type"])
        }
        // What is below a level is not of it.
        if let higher = ["B-B": "B-T", "B-T": "B-LT"][level] {
            let verdict = try AdESVerdict.of(copy, level: higher, root: services.root)
            #expect(verdict.signatures.allSatisfy { $0.passed == false }, "\(verdict)")
        }

        let pdfsig = try Tool.run("pdfsig", [copy]).output
        #expect(pdfsig.components(separatedBy: "Signature is Valid.").count == 3, "\(pdfsig)")
        let qpdf = try Tool.run("qpdf", ["--check", copy])
        #expect(qpdf.status == 0, "\(qpdf.output) \(qpdf.errors)")
    }

    @Test("pyHanko's own command line accepts a copy of level B-LTA")
    func commandLine() throws {
        let services = try SharedServices.shared
        let office = try LevelOffice(services, level: "B-LTA", timestamps: [services.timestamps])
        let code = try office.submit()
        #expect(try office.run("sign", code).status == 0)
        #expect(try office.run("stamp", code).status == 0)
        let judged = try Tool.run(
            Tool.python,
            ["-m", "pyhanko", "sign", "adesverify", "--trust", services.root, try office.document(code)],
            environment: ["NO_PROXY": "*"])
        #expect(judged.status == 0, "\(judged.output) \(judged.errors)")
    }

    @Test("Answers about revocation are kept: a second copy asks for none")
    func cache() throws {
        let services = try TestServices(in: TemporaryDirectory.kept("pki"))
        defer { TemporaryDirectory.remove(services.directory) }
        let office = try LevelOffice(services, level: "B-LT", timestamps: [services.timestamps])
        for _ in 0..<2 {
            let code = try office.submit()
            #expect(try office.run("sign", code).status == 0)
            #expect(try office.run("stamp", code).status == 0)
        }
        let counts = try services.counts().filter { $0.key.contains("ocsp") || $0.key.contains("crl") }
        #expect(counts == ["/pki/ocsp/interm": 2, "/pki/crls/root/latest.crl": 1])
    }

    @Test("Where every server lies nothing is signed; one that tells the truth is enough")
    func liars() throws {
        let services = try SharedServices.shared
        let lies = TestServices.Lie.allCases.map { services.timestamps(lying: $0) }
        let office = try LevelOffice(services, level: "B-T", timestamps: lies)
        let code = try office.submit()
        let before = try office.dossier(code)
        let refused = try office.run("sign", code)
        #expect(refused.status == 69)
        #expect(refused.errors.contains("dấu thời gian"), "\(refused.errors)")
        #expect(refused.errors.split(separator: "\n").count == 1)
        let after = try office.dossier(code)
        #expect(after.state == "awaiting-signature" && after.path == before.path)
        #expect(after.history.count == before.history.count)

        let honest = try LevelOffice(services, level: "B-T", timestamps: lies + [services.timestamps])
        let other = try honest.submit()
        #expect(try honest.run("sign", other).status == 0)
    }

    @Test("A server that drips its answer, or floods, is given up at the limit; the next one is asked")
    func endless() throws {
        let services = try SharedServices.shared
        let endless = [services.address("drip"), services.address("flood")]
        let office = try LevelOffice(services, level: "B-T", timestamps: endless, limit: "1s")
        let code = try office.submit()
        let refused = try office.run("sign", code)
        #expect(refused.status == 69)
        #expect(refused.errors.contains("/drip: không trả lời") && refused.errors.contains("/flood: không trả lời"))
        #expect(try office.dossier(code).state == "awaiting-signature")

        let patient = try LevelOffice(
            services, level: "B-T", timestamps: endless + [services.timestamps], limit: "1s")
        let other = try patient.submit()
        #expect(try patient.run("sign", other).status == 0)
    }

    @Test("A revoked leader does not sign, by command or by gesture, and is found by seals check")
    func revoked() throws {
        let services = try SharedServices.shared
        let office = try LevelOffice(
            services, level: "B-LT", timestamps: [services.timestamps], leader: .revoked)
        let code = try office.submit()
        let signed = try office.run("sign", code)
        #expect(signed.status == 78)
        #expect(signed.errors.contains("thu hồi"), "\(signed.errors)")
        let checked = try office.run("seals", "check", "--json")
        #expect(checked.status == 78)
        #expect(checked.output.contains("\"certificate-revoked\""), "\(checked.output)")
        #expect(checked.output.components(separatedBy: "certificate-revoked").count == 2)

        try office.move(code, to: "awaiting-signature/sign")
        #expect(try office.run("run", "--once").status == 0)
        #expect(try office.dossier(code).state == "awaiting-signature")
        let reason = try String(
            contentsOfFile: office.workspace + "/spool/awaiting-signature/\(code).reason.txt", encoding: .utf8)
        #expect(reason.contains("thu hồi") && reason.contains("revoked"))
        #expect(FileManager.default.fileExists(atPath: try office.document(code)))
    }

    @Test("PDF/A-1 keeps to its rules with validation material and a timestamp over the file, too")
    func archive() throws {
        let services = try SharedServices.shared
        let office = try LevelOffice(services, level: "B-LTA", timestamps: [services.timestamps])
        let folder = try TemporaryDirectory("archive")
        let script = Repository.root + "/Tests/Judges/archive.py"
        try Tool.run(Tool.python, ["-B", script, "make", folder.path]).requireSuccess()
        let code = try office.submit(folder.file("1b-cmyk.pdf"))
        for step in ["sign", "stamp"] { try office.run(step, code).requireSuccess() }
        let copy = folder.file("copy-1b-cmyk.pdf")
        try FileManager.default.copyItem(atPath: try office.document(code), toPath: copy)
        let verdict = try Tool.run(Tool.python, ["-B", script, "judge", copy]).requireSuccess().output
        #expect(verdict.contains("\"page\": [], \"preflight\": []"), "\(verdict)")
        let words = try SignatureJudge.pdfsig(copy, root: services.root)
        #expect(words.components(separatedBy: "Signature is Valid.").count > 2, "\(words)")
    }

    @Test("doctor names a clock that no timestamp would be accepted by", arguments: [TestServices.Lie.past, .future])
    func wrongClock(lie: TestServices.Lie) throws {
        let services = try SharedServices.shared
        let office = try LevelOffice(
            services, level: "B-T", timestamps: [services.timestamps, services.timestamps(lying: lie)])
        let result = try office.run("doctor", "--json")
        #expect(result.status != 0, "\(result.output) \(result.errors)")
        let lines = result.output.split(separator: "\n").filter { $0.contains("\"clock\"") }
        #expect(lines.count == 1 && lines.first?.contains("\"problem\"") == true)
        let apart = lie == .past ? "nhanh hơn" : "chậm hơn"
        #expect(lines.first?.contains(apart) == true && lines.first?.contains("phút") == true, "\(lines)")
    }

    @Test("doctor asks each timestamp server")
    func doctor() throws {
        let services = try SharedServices.shared
        let servers = [services.timestamps, services.timestamps(lying: .rogue)]
        let office = try LevelOffice(services, level: "B-T", timestamps: servers)
        let result = try office.run("doctor", "--json")
        #expect(result.status == 69, "\(result.output) \(result.errors)")
        let lines = result.output.split(separator: "\n").filter { $0.contains("\"timestamp\"") }
        #expect(lines.count == 2)
        #expect(lines.first?.contains("\"fine\"") == true && lines.last?.contains("\"problem\"") == true)
    }
}
