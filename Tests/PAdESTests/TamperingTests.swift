import Foundation
import PAdES
import PDF
import TestSupport
import Testing

/// What a forger does to a signed file's octets, and whether it is noticed; pyHanko is asked the same.
struct TamperingTests {
    @Test("A byte flipped anywhere: what pyHanko does not accept, we do not")
    func flippedBytes() throws {
        let pki = try TestPKI.shared
        let original = try SampleFile().signedByLeader(pki.rsa, at: pki.now).sealed(pki.rsaSeal, at: pki.now).bytes
        let positions = Array(stride(from: 3, to: original.count, by: original.count / 120))
        let files = positions.map { position in
            var bytes = original
            bytes[position] ^= 0x01
            return bytes
        }
        let verdicts = try Judges.pyHanko(all: files, root: pki.root.certificate)
        let fields = [SampleFile.leaderField, SampleFile.sealField]
        var accepted = 0
        for (position, (file, judged)) in zip(positions, zip(files, verdicts)) {
            // What cannot be read at all has no valid signature.
            let ours = (try? verify(SampleFile(bytes: file))) ?? []
            let valid = fields.filter { field in ours.contains { $0.field == field && $0.isValid } }
            let theirs = fields.filter { field in judged.contains { $0.field == field && $0.bottomLine } }
            if valid == fields { #expect(theirs == fields, "byte \(position)") }
            // Where pyHanko gives up on a later revision, it says nothing about the earlier signature.
            for verdict in judged where verdict.failure == nil && !verdict.bottomLine {
                #expect(!valid.contains(verdict.field), "byte \(position), \(verdict.field)")
            }
            if valid == fields { accepted += 1 }
        }
        // Only the zeros behind a signature may be flipped unnoticed.
        #expect(accepted < positions.count / 4)
    }

    @Test("Whatever is flipped in what the leader signed, the leader's signature breaks")
    func flippedSignedBytes() throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let gap = try #require(Self.gap(in: approved.bytes))
        let positions = stride(from: 0, to: approved.bytes.count, by: 37).filter { !gap.contains($0) }
        for position in positions {
            var bytes = approved.bytes
            bytes[position] ^= 0x04
            // What cannot be read at all has no valid signature.
            let reports = (try? verify(SampleFile(bytes: bytes))) ?? []
            #expect(!reports.contains { $0.intact }, "byte \(position)")
        }
    }

    @Test("ByteRanges that do not cover all but the signature are refused", arguments: ByteRangeTrick.allCases)
    func byteRangeTricks(_ trick: ByteRangeTrick) throws {
        let pki = try TestPKI.shared
        var bytes = try SampleFile().signedByLeader(pki.rsa, at: pki.now).bytes
        try trick.apply(to: &bytes)

        let report = try #require(try verify(SampleFile(bytes: bytes)).first)
        #expect(!report.intact && !report.isValid && !report.trusted)
        let code = try #require(report.problems.first).code
        #expect([.byteRangeInvalid, .contentsMisplaced, .digestMismatch, .revisionUnreadable].contains(code))
    }

    @Test("A certificate swapped into the signature is noticed")
    func swappedCertificate() throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        // The same issuer and serial number, but another key: what an issuer that lies would make.
        let name = Self.hexadecimal(pki.rsa.certificate.der)
        let other = Self.hexadecimal(
            pki.rsa.certificate.der.enumerated().map { index, octet in
                // An octet in the middle of the modulus.
                index == pki.rsa.certificate.der.count / 2 ? octet ^ 0x10 : octet
            })
        let text = String(decoding: approved.bytes, as: UTF8.self)
        try #require(text.contains(name))
        var bytes = approved.bytes
        let place = try #require(Self.find(name, in: bytes))
        bytes.replaceSubrange(place, with: Array(other.utf8))
        let report = try #require(try verify(SampleFile(bytes: bytes)).first)
        #expect(!report.intact && !report.trusted)
    }

    @Test("A file that ends early, or goes on after its end, is not what was signed")
    func cutAndGrown() throws {
        let pki = try TestPKI.shared
        let sealed = try SampleFile().signedByLeader(pki.rsa, at: pki.now).sealed(pki.rsaSeal, at: pki.now)
        let cut = SampleFile(bytes: Array(sealed.bytes.dropLast(300)))
        #expect(throws: PDFFault.self) { try verify(cut) }
        let grown = try verify(SampleFile(bytes: sealed.bytes + Array("% more\n".utf8)))
        #expect(grown.map(\.coverage) == [.earlierRevision, .earlierRevision])
        #expect(grown.map(\.changes) == [.formFillingAndSigning, .none])
    }

    static func gap(in bytes: [UInt8]) -> Range<Int>? {
        guard let start = find("/Contents <", in: bytes),
            let end = bytes[start.upperBound...].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        return start.upperBound - 1..<end + 1
    }

    static func find(_ text: String, in bytes: [UInt8]) -> Range<Int>? {
        Data(bytes).range(of: Data(text.utf8))
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

enum ByteRangeTrick: String, CaseIterable, Sendable {
    case startsLater, gapTooWide, gapTooNarrow, endsEarly, endsBeyond, overlaps, negative, tooFew, huge

    func applied(to range: [Int]) -> [Int] {
        let (before, resume, after) = (range[1], range[2], range[3])
        return switch self {
        case .startsLater: [1, before - 1, resume, after]
        case .gapTooWide: [0, before - 4, resume + 4, after - 4]
        case .gapTooNarrow: [0, before + 4, resume - 4, after + 4]
        case .endsEarly: [0, before, resume, after - 10]
        case .endsBeyond: [0, before, resume, after + 10]
        case .overlaps: [0, resume, before, after]
        case .negative: [0, before, resume, -1]
        case .tooFew: [0, before, resume]
        case .huge: [0, before, resume, 9_223_372_036_854_775]
        }
    }
}
