import Foundation
import PAdES
import PDF
import Testing

/// Something done to a signed document, and what is to be said of the victim's signature afterwards.
struct Attack: Sendable {
    let name: String
    /// The field whose signature is judged.
    let victim: String
    /// Whether the signature still holds.
    let holds: Bool
    /// Why we say something else than pyHanko; nil where we agree.
    let apart: String?
    let forge: @Sendable () throws -> SampleFile

    init(
        _ name: String,
        on victim: String = SampleFile.leaderField,
        holds: Bool = false,
        apart: String? = nil,
        forge: @escaping @Sendable () throws -> SampleFile
    ) {
        self.name = name
        self.victim = victim
        self.holds = holds
        self.apart = apart
        self.forge = forge
    }

    static var all: [Attack] {
        harmless + flips + laterChanges + byteRanges + universalForgeries + wrappings + incrementalSavings + shadows
            + rules + swaps
    }

    // MARK: - No attack

    private static let harmless = [
        Attack("nothing happened", holds: true) { try AttackBases.shared.approved },
        Attack("sealed", holds: true) {
            try AttackBases.shared.approved.sealed(TestPKI.shared.rsaSeal, at: TestPKI.shared.now)
        },
    ]

    // MARK: - A byte flipped in each region

    private static let flips: [Attack] = [
        ("header", "%PDF-1.7", 7, false), ("the original's text", "(Ban chinh)", 3, false),
        ("the original's table", "0000000000 65535 f", 3, false), ("the first trailer", "/Size 5", 6, false),
        ("a field's name", "(so-chung-thuc)", 4, false), ("the signature's time", "/M (D:20", 9, false),
        ("ByteRange", "/ByteRange [0 ", 14, false),
        ("Contents, the first octet", "/Contents <", 11, false),
    ].map { region, text, offset, holds in
        Attack("flip: \(region)", holds: holds) {
            try AttackBases.shared.approved.patched { bytes in
                let place = try #require(TamperingTests.find(text, in: bytes)).lowerBound + offset
                bytes[place] ^= 0x01
            }
        }
    }

    // MARK: - A revision appended

    private static let laterChanges: [Attack] = LaterChange.allCases.map { change in
        Attack("appended: \(change.rawValue)", holds: change.isAllowed) {
            try AttackBases.shared.approved.revised(change.apply)
        }
    }

    private static let byteRanges: [Attack] = ByteRangeTrick.allCases.map { trick in
        Attack("ByteRange: \(trick.rawValue)") {
            try AttackBases.shared.approved.patched { try trick.apply(to: &$0) }
        }
    }

    // MARK: - A certificate or a signature swapped

    private static let swaps: [Attack] = [
        Attack("flip: Contents, in the signer's certificate") {
            try AttackBases.shared.approved.patched { bytes in
                let name = TamperingTests.hexadecimal(try TestPKI.shared.rsa.certificate.der)
                bytes[try #require(TamperingTests.find(name, in: bytes)).lowerBound + 200] ^= 0x01
            }
        },
        Attack("swap: another key's certificate with the same name") {
            try AttackBases.shared.approved.patched { bytes in
                let der = try TestPKI.shared.rsa.certificate.der
                let name = TamperingTests.hexadecimal(der)
                var other = der
                other[der.count / 2] ^= 0x10
                let place = try #require(TamperingTests.find(name, in: bytes))
                bytes.replaceSubrange(place, with: Array(TamperingTests.hexadecimal(other).utf8))
            }
        },
        Attack("swap: the signature of another document") {
            let other = try SampleFile().revised { revision, _ in _ = revision.add(.null) }
                .signedByLeader(TestPKI.shared.rsa, at: TestPKI.shared.now).bytes
            return try AttackBases.shared.approved.patched { bytes in
                let (gap, source) = (TamperingTests.gap(in: bytes), TamperingTests.gap(in: other))
                bytes.replaceSubrange(try #require(gap), with: other[try #require(source)])
            }
        },
    ]
}

extension SampleFile {
    func patched(_ change: (inout [UInt8]) throws -> Void) throws -> SampleFile {
        var bytes = bytes
        try change(&bytes)
        return SampleFile(bytes: bytes)
    }
}

extension ByteRangeTrick {
    func apply(to bytes: inout [UInt8]) throws {
        let range = try #require(TamperingTests.find("/ByteRange [", in: bytes)).upperBound
        let end = try #require(bytes[range...].firstIndex(of: UInt8(ascii: "]")))
        let numbers = String(decoding: bytes[range..<end], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        let changed = applied(to: numbers).map(String.init).joined(separator: " ")
        let padding = String(repeating: " ", count: (end - range) - changed.utf8.count)
        bytes.replaceSubrange(range..<end, with: Array((changed + padding).utf8))
    }
}
