import Foundation
import TestSupport
import Testing

/// `verify` as people and scripts call it.
struct VerificationTests {
    @Test("A certified copy holds; changed, it does not, and each file is told of by itself")
    func verdicts() throws {
        let place = try TemporaryDirectory("verify")
        let demo = try CertifiedDemo(in: place)
        let copy = Array(try Data(contentsOf: URL(fileURLWithPath: demo.copy)))
        var flipped = copy
        flipped[copy.count / 3] ^= 1
        let files = [
            demo.copy,
            try place.write(flipped, to: "flipped.pdf"),
            try place.write(copy + Array("% grown\n".utf8), to: "grown.pdf"),
            try place.write(Array("%PDF-1.7\n".utf8), to: "broken.pdf"),
            place.file("missing.pdf"),
        ]
        let result = try demo.verify(files)
        #expect(result.status == 65)
        let documents = try demo.documents(result)
        #expect(documents.map(\.valid) == [true, false, true])
        #expect(documents[0].signatures.map(\.intact) == [true, true])
        #expect(documents[0].signatures.map(\.changes) == ["form-filling-and-signing", "none"])
        #expect(documents[0].signatures[0].filled.contains("ChungThucSo"))
        #expect(documents.map(\.register.known) == [true, false, false])
        // What begins with the copy is told of, but is not the copy.
        #expect(documents.map(\.register.number) == ["1/ĐT", nil, "1/ĐT"])
        let errors = result.errors.split(separator: "\n")
        #expect(errors.count == 2 && errors[1].contains("no-such-file"), "\(result.errors)")

        #expect(try demo.verify([demo.copy]).status == 0)
        let text = try demo.verify([demo.copy], json: false)
        #expect(text.output.contains("HỢP LỆ") && text.output.contains("Sổ chứng thực: số 1/ĐT"), "\(text.output)")
        let trusting = try Tool.run(demo.program, ["verify", "--trust", demo.copy, demo.copy])
        #expect(trusting.status == 78 && trusting.errors.contains("PEM"), "\(trusting.errors)")
        // Elsewhere, without the roots of an office, nobody is trusted.
        #expect(try Tool.run(demo.program, ["verify", demo.copy], directory: place.path).status == 65)
    }

    @Test("An annulled copy is annulled, also when something is appended to it")
    func annulled() throws {
        let place = try TemporaryDirectory("annulled")
        let demo = try CertifiedDemo(in: place)
        let ledger = demo.workspace + "/spool/.state/ledger.sqlite"
        let statement = "UPDATE dossier SET state = 'annulled', reason = 'sai'"
        try #require(try Tool.run("sqlite3", [ledger, statement]).status == 0)
        let grown = Array(try Data(contentsOf: URL(fileURLWithPath: demo.copy))) + Array("% grown\n%%EOF\n%%EOF\n".utf8)
        let result = try demo.verify([demo.copy, try place.write(grown, to: "grown.pdf")])
        #expect(result.status == 65)
        let documents = try demo.documents(result)
        #expect(documents.map(\.problems) == [["annulled"], ["annulled"]])
        #expect(documents.allSatisfy { $0.register.annulled && !$0.valid })
        #expect(try demo.verify([demo.copy], json: false).output.contains("đã bị hủy giá trị"))
    }

    @Test("The seal before the leader, or one without the other, is said", arguments: SigningOrder.allCases)
    func order(_ order: SigningOrder) throws {
        let place = try TemporaryDirectory("order")
        let demo = try CertifiedDemo(in: place)
        let file = place.file("forged.pdf")
        let script = """
            import io, sys
            from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
            from pyhanko.sign import fields, signers
            source, target, pki, *order = sys.argv[1:]
            data = open(source, 'rb').read()
            for who in order:
                secret = open(f'{pki}/{who}.pass', 'rb').read().strip()
                signer = signers.SimpleSigner.load_pkcs12(f'{pki}/{who}.p12', passphrase=secret)
                name = {'leader': 'ChungThucLanhDao', 'seal': 'ChungThucConDau'}[who]
                metadata = signers.PdfSignatureMetadata(field_name=name, subfilter=fields.SigSeedSubFilter.PADES)
                data = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), metadata, signer).getvalue()
            open(target, 'wb').write(data)
            """
        let scan = demo.workspace + "/scan.pdf"
        try Data(order.scan).write(to: URL(fileURLWithPath: scan))
        let signed = try Tool.run(
            Tool.python, ["-c", script, scan, file, demo.workspace + "/pki"] + order.signers)
        try #require(signed.status == 0, "\(signed.errors)")
        let result = try demo.verify([file])
        let document = try #require(try demo.documents(result).first)
        #expect(document.signatures.allSatisfy { $0.intact && $0.trusted })
        #expect(document.problems == order.problems)
        #expect(result.status == (order.problems.isEmpty ? 0 : 65))
    }

    @Test("A file that is made to exhaust its reader costs that file, and the next one is checked")
    func exhausting() throws {
        let place = try TemporaryDirectory("bomb")
        let demo = try CertifiedDemo(in: place)
        // An object stream of 1.5 GiB of spaces, compressed.
        let script = """
            import sys, zlib
            packer = zlib.compressobj(1)
            data = b''.join(packer.compress(b' ' * (1 << 20)) for _ in range(1536)) + packer.flush()
            body = b'%%PDF-1.7\\n1 0 obj\\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\\n' % len(data)
            body += b'stream\\n' + data + b'\\nendstream\\nendobj\\n'
            table = b'\\x01\\x00\\x00\\x00\\x09\\x00' + b'\\x02\\x00\\x00\\x00\\x01\\x00'
            start = len(body)
            body += b'3 0 obj\\n<< /Type /XRef /Size 4 /W [1 4 1] /Index [1 2] /Root 2 0 R /Length %d >>\\n' % len(table)
            body += b'stream\\n' + table + b'\\nendstream\\nendobj\\nstartxref\\n%d\\n%%%%EOF\\n' % start
            open(sys.argv[1], 'wb').write(body)
            """
        let bomb = place.file("bomb.pdf")
        try #require(try Tool.run(Tool.python, ["-c", script, bomb]).status == 0)
        let result = try demo.verify([bomb, demo.copy])
        #expect(result.status == 65)
        #expect(result.errors.contains("pdf-inspection-out-of-memory"), "\(result.errors)")
        #expect(try demo.documents(result).map(\.valid) == [true])
    }
}

enum SigningOrder: String, CaseIterable, Sendable {
    case leaderThenSeal, sealThenLeader, sealOnly, leaderOnly

    var signers: [String] {
        switch self {
        case .leaderThenSeal: ["leader", "seal"]
        case .sealThenLeader: ["seal", "leader"]
        case .sealOnly: ["seal"]
        case .leaderOnly: ["leader"]
        }
    }

    var problems: [String] {
        switch self {
        case .leaderThenSeal: []
        case .sealThenLeader: ["sealed-before-signed"]
        case .sealOnly: ["sealed-without-signature"]
        case .leaderOnly: ["signed-without-seal"]
        }
    }

    /// One empty page.
    var scan: [UInt8] {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
        ]
        var text = "%PDF-1.7\n"
        var table = "xref\n0 4\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(text.utf8.count)
            table += String(repeating: "0", count: 10 - offset.utf8.count) + offset + " 00000 n \n"
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let trailer = "trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n\(text.utf8.count)\n%%EOF\n"
        return Array((text + table + trailer).utf8)
    }
}

/// What `demo` leaves behind: a workspace and a certified copy.
private struct CertifiedDemo {
    let program: String
    let workspace: String
    let copy: String

    struct Document: Decodable {
        struct Signature: Decodable {
            let field: String
            let intact: Bool
            let trusted: Bool
            let changes: String
            let filled: [String]
        }

        struct Register: Decodable {
            let known: Bool
            let number: String?
            let annulled: Bool
        }

        let valid: Bool
        let signatures: [Signature]
        let problems: [String]
        let register: Register
    }

    private struct Outcome: Decodable {
        let workspace: String
        let certifiedPDF: String
    }

    init(in place: borrowing TemporaryDirectory) throws {
        // The kernel's link to our own executable can be read by us.
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        program = URL(fileURLWithPath: tests).deletingLastPathComponent().path + "/chungthuc"
        let result = try Tool.run(program, ["demo", "--json"], environment: ["TMPDIR": place.path])
        try #require(result.status == 0, "\(result.errors)")
        let outcome = try JSONDecoder().decode(Outcome.self, from: Data(result.output.utf8))
        (workspace, copy) = (outcome.workspace, outcome.certifiedPDF)
    }

    func verify(_ files: [String], json: Bool = true) throws -> ToolResult {
        try Tool.run(program, ["verify", "--workspace", workspace] + (json ? ["--json"] : []) + files)
    }

    func documents(_ result: ToolResult) throws -> [Document] {
        try result.output.split(separator: "\n").map {
            try JSONDecoder().decode(Document.self, from: Data($0.utf8))
        }
    }
}
