import Foundation
import TestSupport
import Testing

struct ManyDocumentsTests {
    @Test("200 documents in batches: numbers 1 to 200 without gap, 200 mails")
    func batches() throws {
        let office = try OfficeFixture()
        let count = 200
        for index in 1...count {
            try office.drop(Scan.pdf("document \(index)"), "inbox/giay-to-khac/giay-to-khac__\(index)@example.vn.pdf")
        }
        try office.run("run", "--once", "--log-level", "error").requireSuccess()
        let codes = try office.dossiers("--state", "scanned").map(\.code)
        #expect(codes.count == count)
        let submitted = try office.run(["submit"] + codes).requireSuccess()
        #expect(submitted.output.split(separator: "\n").map(String.init) == codes)
        for command in ["sign", "stamp"] {
            let result = try office.run(command, "--all").requireSuccess()
            #expect(result.output.split(separator: "\n").count == count)
        }
        try office.run("run", "--once", "--log-level", "error").requireSuccess()

        let rows = try office.dossiers()
        #expect(rows.allSatisfy { $0.state == "delivered" })
        #expect(Set(rows.compactMap(\.number)) == Set((1...count).map { "\($0)/ĐT" }))
        let mails = try Mail.all(in: office.path("mail"))
        #expect(Set(mails.map(\.to)) == Set((1...count).map { "\($0)@example.vn" }))
        #expect(mails.count == count && Set(mails.map(\.messageID)).count == count)
        #expect(Set(mails.flatMap(\.attachments).map(\.sha256)) == Set(rows.map(\.sha256)))
        #expect(try office.run("audit").status == 0)

        let verdicts = try SignatureJudge.pyHanko(rows.prefix(5).map { office.path($0.path) }, root: office.root)
        #expect(verdicts.allSatisfy { $0.count == 2 && $0.allSatisfy(\.bottomLine) })
        // The register itself, read by SQLite's own program.
        let query = """
            SELECT count(*), min(number), max(number), count(DISTINCT number) FROM entry WHERE status = 'ISSUED'
            """
        let register = try Tool.run("sqlite3", ["-readonly", office.path("spool/.state/ledger.sqlite"), query])
        #expect(register.output == "200|1|200|200\n", "\(register)")
    }
}
