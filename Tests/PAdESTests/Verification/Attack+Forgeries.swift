import Foundation
import PAdES
import PDF
import Testing

/// The attack classes of "1 Trillion Dollar Refund" (CCS 2019): universal signature forgery, signature wrapping,
/// incremental saving.
extension Attack {
    // MARK: - Universal signature forgery

    static var universalForgeries: [Attack] {
        let values: [(String, PDFObject?)] = [
            ("missing", nil), ("null", .null), ("empty", .array([])), ("a string of nothing", .hexString([])),
            ("zeros", .array([.integer(0), .integer(0), .integer(0), .integer(0)])),
            ("a zero octet", .hexString([0])),
            ("negative", .array([.integer(0), .integer(-1), .integer(0), .integer(9)])),
        ]
        let renamed = ["/ByteRange ", "/Contents <"].map { key in
            Attack("USF: \(key.dropLast()) under another name, in what was signed") {
                try AttackBases.shared.approved.patched { bytes in
                    bytes[try #require(TamperingTests.find(key, in: bytes)).lowerBound + 1] = UInt8(ascii: "X")
                }
            }
        }
        return (["ByteRange", "Contents"] as [PDFName]).flatMap { key in
            values.map { name, value in
                Attack("USF: \(key) \(name)") {
                    try AttackBases.shared.approved.revised { revision, structure in
                        try revision.rewriteSignature(SampleFile.leaderField, structure) { $0[key] = value }
                        try LaterChange.contentReplaced.apply(&revision, structure)
                    }
                }
            }
        } + renamed
    }

    // MARK: - Signature wrapping

    static var wrappings: [Attack] {
        [
            Attack("SWA: the signed tail kept in a stream, ByteRange pointing at it") {
                try wrapped(.stream)
            },
            Attack("SWA: the signed tail kept behind the end", apart: "a revision stands hidden between") {
                try wrapped(.behindTheEnd)
            },
            Attack("SWA: a dictionary under another name") {
                try AttackBases.shared.approved.revised { revision, structure in
                    try revision.rewriteSignature(SampleFile.leaderField, structure) { $0["Name"] = .text("Kẻ khác") }
                }
            },
            Attack("SWA: a second field with the leader's signature") {
                try AttackBases.shared.approved.revised { revision, structure in
                    let leader = try #require(structure.fields.first { $0.name == SampleFile.leaderField })
                    var copy = leader.dictionary
                    copy["T"] = .text("ban-sao")
                    revision.addFields([revision.add(.dictionary(copy))])
                }
            },
        ]
    }

    private enum Hiding { case stream, behindTheEnd }

    /// The classical attack: what was signed stays in the file, elsewhere; in its place stands a forged revision.
    private static func wrapped(_ hiding: Hiding) throws -> SampleFile {
        let approved = try AttackBases.shared.approved
        let gap = try #require(TamperingTests.gap(in: approved.bytes))
        let tail = Array(approved.bytes[gap.upperBound...])
        let marker = 1_111_111
        var forged = try approved.revised { revision, structure in
            let range = [0, gap.lowerBound, marker, tail.count].map { PDFObject.integer($0) }
            try revision.rewriteSignature(SampleFile.leaderField, structure) { $0["ByteRange"] = .array(range) }
            try LaterChange.contentReplaced.apply(&revision, structure)
            if hiding == .stream { _ = try revision.addStream([:], data: tail, compress: false) }
        }.bytes
        if hiding == .behindTheEnd { forged += tail }
        // The copy is the last one; the number takes as many digits as the marker did.
        let place = try #require(Data(forged).range(of: Data(tail), options: .backwards)).lowerBound
        let digits = String(place)
        let number = digits + String(repeating: " ", count: String(marker).utf8.count - digits.utf8.count)
        let slot = try #require(TamperingTests.find(String(marker), in: forged))
        forged.replaceSubrange(slot, with: Array(number.utf8))
        return SampleFile(bytes: forged)
    }

    // MARK: - Incremental saving

    static var incrementalSavings: [Attack] {
        let object = "\n4 0 obj\n<< /Length 38 >>\nstream\nBT /F1 24 Tf 72 700 Td (Gia mao) Tj ET\nendstream\nendobj\n"
        let apart = "viewers that look for objects themselves would show them"
        return [
            Attack("ISA: an object without any table", apart: apart) { try appended { _ in object } },
            Attack("ISA: an object and a trailer without table", apart: apart) {
                try appended { _ in object + "trailer\n<< /Size 20 /Root 1 0 R >>\n" }
            },
            Attack("ISA: an object, a trailer and the old startxref", apart: apart) {
                try appended { start in
                    object + "trailer\n<< /Size 20 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
                }
            },
            Attack("ISA: a startxref that leads nowhere") {
                try appended { _ in object + "startxref\n0\n%%EOF\n" }
            },
            Attack("a comment behind the end", holds: true) { try appended { _ in "% nothing\n" } },
            Attack("changed and changed back") {
                let approved = try AttackBases.shared.approved
                let changed = try approved.revised(LaterChange.contentReplaced.apply)
                let content = try approved.bytes.withUnsafeBytes {
                    try DocumentReader($0, name: "sample").decodedData(of: PDFReference(4), limit: 9_999)
                }
                return try changed.revised { revision, _ in
                    try revision.writeStream([:], data: content, compress: false, as: PDFReference(4))
                }
            },
        ]
    }

    private static func appended(_ text: (Int) -> String) throws -> SampleFile {
        let approved = try AttackBases.shared.approved
        let start = try approved.structure().lastCrossReferenceOffset
        return SampleFile(bytes: approved.bytes + Array(text(start).utf8))
    }
}

extension Revision {
    mutating func rewriteSignature(
        _ name: String,
        _ structure: DocumentStructure,
        _ change: (inout PDFDictionary) -> Void
    ) throws {
        let field = try #require(structure.fields.first { $0.name == name })
        var value = try #require(field.value)
        change(&value)
        write(.dictionary(value), as: try #require(field.valueReference))
    }
}
