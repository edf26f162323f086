import PDF

/// A ByteRange that has been found sane: it starts with the file, leaves out one gap, and ends within the file
/// (ISO 32000-1, 12.8.1; ETSI EN 319 142-1, 5.3).
struct SignedByteRange: Equatable {
    /// What the signature leaves out: the Contents hex string, angle brackets included.
    let gap: Range<Int>
    /// Where what it covers ends; the length of the file as it was when signed.
    let end: Int

    /// - Throws: ``SignatureProblem`` with `byteRangeInvalid`.
    init(_ object: PDFObject?, fileLength: Int) throws(SignatureProblem) {
        guard let array = object?.array, array.count == 4 else {
            throw SignatureProblem(.byteRangeInvalid, "not an array of four numbers")
        }
        let numbers = array.compactMap(\.integer)
        guard numbers.count == 4 else { throw SignatureProblem(.byteRangeInvalid, "not an array of four numbers") }
        let (start, before, resume, after) = (numbers[0], numbers[1], numbers[2], numbers[3])
        guard start == 0, before > 0 else { throw SignatureProblem(.byteRangeInvalid, "does not start with the file") }
        // Compared without adding, so that no number is too large.
        guard resume > before, resume <= fileLength, after >= 0, after <= fileLength - resume else {
            throw SignatureProblem(.byteRangeInvalid, "does not fit the file")
        }
        gap = before..<resume
        end = resume + after
    }

    /// The octets in the gap, which must be one hex string and nothing else: room for anything more is room for
    /// what nobody signed.
    ///
    /// - Throws: ``SignatureProblem`` with `contentsMisplaced`.
    func contents(in file: UnsafeRawBufferPointer) throws(SignatureProblem) -> [UInt8] {
        let digits = file[gap].dropFirst().dropLast()
        guard gap.count >= 2, file[gap.lowerBound] == UInt8(ascii: "<"),
            file[gap.upperBound - 1] == UInt8(ascii: ">"), digits.count.isMultiple(of: 2)
        else { throw SignatureProblem(.contentsMisplaced, "the gap is not a hex string") }
        var octets: [UInt8] = []
        octets.reserveCapacity(digits.count / 2)
        var position = digits.startIndex
        while position < digits.endIndex {
            guard let high = Self.value(of: file[position]), let low = Self.value(of: file[position + 1]) else {
                throw SignatureProblem(.contentsMisplaced, "the gap is not a hex string")
            }
            octets.append(high << 4 | low)
            position += 2
        }
        return octets
    }

    /// The octets that are signed, in two pieces.
    func covered(of file: UnsafeRawBufferPointer) -> (UnsafeRawBufferPointer, UnsafeRawBufferPointer) {
        (
            UnsafeRawBufferPointer(rebasing: file[..<gap.lowerBound]),
            UnsafeRawBufferPointer(rebasing: file[gap.upperBound..<end])
        )
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
