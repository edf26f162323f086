import Foundation
import TestSupport
import Testing

/// The keys that scripts rely on: all of them are there, and what is absent is null.
struct JSONTests {
    private static let dossier: Set = [
        "code", "state", "pipeline", "originalName", "documentType", "documentTypeName", "applicant", "copies", "pages",
        "bytes", "sha256", "number", "book", "signer", "receivedAt", "dueAt", "signedAt", "sealedAt", "deliveredAt",
        "path", "reason", "history", "deliveries",
    ]
    private static let applicant: Set = ["kind", "identity", "name", "email", "phone"]
    private static let event: Set = ["at", "from", "to", "actor", "sha256", "note"]
    private static let delivery: Set = ["at", "channel", "recipient", "attempt", "outcome", "detail"]

    private static func objects(_ result: ToolResult) throws -> [[String: Any]] {
        try result.requireSuccess().output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private static func expect(_ keys: Set<String>, in object: [String: Any], _ location: SourceLocation) {
        #expect(keys.subtracting(object.keys).isEmpty, sourceLocation: location)
    }

    private static func expectDossier(
        _ object: [String: Any],
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        expect(dossier, in: object, location)
        if let applicant = object["applicant"] as? [String: Any] { expect(Self.applicant, in: applicant, location) }
        for event in try #require(object["history"] as? [[String: Any]]) { expect(Self.event, in: event, location) }
        for delivery in try #require(object["deliveries"] as? [[String: Any]]) {
            expect(Self.delivery, in: delivery, location)
        }
        for key in object.keys where key.hasSuffix("At") {
            guard let time = object[key] as? String else { continue }
            #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00/) != nil, "\(key): \(time)")
        }
    }

    @Test("dossiers at every stage, from every command that prints them")
    func dossiers() throws {
        let office = try OfficeFixture()
        try office.drop(Scan.pdf("json"), "inbox/scan.pdf")
        try office.run("run", "--once").requireSuccess()
        let fresh = try #require(try Self.objects(try office.run("list", "--json")).first)
        try Self.expectDossier(fresh)
        for key in [
            "documentType", "documentTypeName", "applicant", "number", "book", "signer", "signedAt", "sealedAt",
        ] {
            #expect(fresh[key] is NSNull, "\(key) is null, not absent")
        }
        #expect(fresh["state"] as? String == "scanned" && fresh["pages"] as? Int == 1 && fresh["copies"] as? Int == 1)
        #expect(fresh["bytes"] as? Int == Scan.pdf("json").count)

        let code = try #require(fresh["code"] as? String)
        let commands = [
            ["edit", code, "--type", "ho-chieu", "--email", "a@example.vn"], ["submit", code],
            ["reject", code, "--reason", "Mờ"], ["submit", code], ["sign", code], ["stamp", code],
        ]
        for command in commands {
            let printed = try Self.objects(try office.run(command + ["--json"]))
            #expect(printed.count == 1 && printed.first?["code"] as? String == code, "\(command)")
            try Self.expectDossier(try #require(printed.first))
        }
        try office.run("run", "--once").requireSuccess()
        let done = try #require(try Self.objects(try office.run("show", code, "--json")).first)
        try Self.expectDossier(done)
        #expect(done["number"] as? String == "1/ĐT" && done["documentTypeName"] as? String == "Hộ chiếu")
        #expect(done["reason"] is NSNull || done["reason"] as? String == "Mờ")
        #expect(done["state"] as? String == "delivered" && done["signer"] as? String == "Nguyễn Văn A")
        let deliveries = try #require(done["deliveries"] as? [[String: Any]])
        #expect(deliveries.first?["channel"] as? String == "email")
        try Self.expectDossier(try #require(try Self.objects(try office.run("resend", code, "--json")).first))
    }

    @Test("books, seals, audit and doctor")
    func others() throws {
        let office = try OfficeFixture()
        let location = #_sourceLocation
        for book in try Self.objects(try office.run("book", "list", "--json")) {
            Self.expect(["name", "first", "current", "opens", "closes", "closedAt"], in: book, location)
            #expect(book["current"] is NSNull)
        }
        let seals = try Self.objects(try office.run("seals", "list", "--json"))
        #expect(seals.count == 2)
        for seal in seals {
            Self.expect(["subject", "issuer", "serial", "notBefore", "notAfter", "location"], in: seal, location)
        }
        let audit = try Self.objects(try office.run("audit", "--json"))
        #expect(audit.count == 1 && (audit[0]["findings"] as? [Any])?.isEmpty == true)
        #expect(try Self.objects(try office.run("doctor", "--json")).allSatisfy { $0["level"] as? String == "fine" })
    }

    @Test("list filters by state, kind, words and days, and pages through the rest")
    func filters() throws {
        let office = try OfficeFixture()
        try office.drop("name: Nguyễn Thị Thu\naccount: '001099012345'\ntype: ho-chieu\n".utf8, "inbox/a.yaml")
        try office.drop("name: Công ty Đại Phát\naccount: 0108212803\n".utf8, "inbox/b.yaml")
        for name in ["a", "b", "c"] { try office.drop(Scan.pdf(name), "inbox/\(name).pdf") }
        try office.drop(Scan.pdf("d"), "inbox/ho-chieu__thu@example.vn.pdf")
        try office.run("run", "--once").requireSuccess()
        let found = { (arguments: [String]) in
            try DossierRow.rows(try office.run(["list", "--json"] + arguments).requireSuccess().output)
                .map(\.originalName).sorted()
        }
        #expect(try found([]) == ["a.pdf", "b.pdf", "c.pdf", "ho-chieu__thu@example.vn.pdf"])
        #expect(try found(["--kind", "citizen"]) == ["a.pdf"])
        #expect(try found(["--kind", "business,email"]) == ["b.pdf", "ho-chieu__thu@example.vn.pdf"])
        #expect(try found(["--search", "nguyen thi"]) == ["a.pdf"])
        #expect(try found(["--search", "đại phát"]) == ["b.pdf"])
        #expect(try found(["--state", "delivered"]).isEmpty)
        #expect(try found(["--to", "2020-01-01"]).isEmpty && found(["--from", "2020-01-01"]).count == 4)
        #expect(try found(["--limit", "2"]).count == 2 && found(["--limit", "9", "--offset", "3"]).count == 1)
    }
}
