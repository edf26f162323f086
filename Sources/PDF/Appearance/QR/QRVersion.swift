/// The size of a QR code, and how it holds data at error correction level M (ISO/IEC 18004, Tables 1, 7 and 9).
struct QRVersion: Hashable, Sendable {
    /// 1…40.
    let number: Int

    /// Octets of error correction for each block, and blocks, of each version.
    private static let correction: [(octets: Int, blocks: Int)] = [
        (10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5),
        (30, 5), (22, 8), (22, 9), (24, 9), (24, 10), (28, 10), (28, 11), (26, 13), (26, 14), (26, 16),
        (26, 17), (28, 17), (28, 18), (28, 20), (28, 21), (28, 23), (28, 25), (28, 26), (28, 28), (28, 29),
        (28, 31), (28, 33), (28, 35), (28, 37), (28, 38), (28, 40), (28, 43), (28, 45), (28, 47), (28, 49),
    ]

    static let all = (1...correction.count).map(QRVersion.init)

    /// The smallest one that holds so many octets of data; nil where none does.
    static func holding(_ octets: Int) -> QRVersion? { all.first { $0.capacity >= octets } }

    private init(number: Int) {
        self.number = number
    }

    /// Modules on a side.
    var side: Int { 17 + 4 * number }
    var blocks: Int { Self.correction[number - 1].blocks }
    /// Octets of each block.
    var correctionOctets: Int { Self.correction[number - 1].octets }
    /// Octets of all blocks, without error correction.
    var dataOctets: Int { freeModules / 8 - blocks * correctionOctets }
    /// Octets of a text: what is left behind the mode and the number of octets.
    var capacity: Int { dataOctets - 1 - countOctets }
    /// Octets that tell the number of octets.
    var countOctets: Int { number < 10 ? 1 : 2 }

    /// Where the centres of the alignment patterns are, in rows as in columns (Annex E).
    var alignment: [Int] {
        guard number > 1 else { return [] }
        let gaps = number / 7 + 1
        // As evenly as even steps can be; the first one takes what is left over.
        let step = number == 32 ? 26 : (side - 13 + 2 * gaps - 1) / (2 * gaps) * 2
        return [6] + (0..<gaps).reversed().map { side - 7 - $0 * step }
    }

    /// What patterns and their like leave to data and error correction.
    var freeModules: Int {
        let finders = 3 * 64
        let format = 2 * 15 + 1
        let timing = 2 * (side - 16)
        // Three corners have none; those at an edge share five modules with the timing pattern.
        let centres = alignment.count
        let patterns = centres == 0 ? 0 : (centres * centres - 3) * 25 - 2 * (centres - 2) * 5
        let version = number < 7 ? 0 : 2 * 18
        return side * side - finders - format - timing - patterns - version
    }
}
