extension Drawing {
    /// What a form leads to, under the numbers that the form calls it by. An object, so that drawings that share it
    /// write it once into a revision.
    final class Supplies: Sendable {
        let needs: [(number: PDFReference, content: Content)]
        /// Of descriptors of CID fonts: how many characters, from 0 on, the subset has.
        fileprivate let characters: [PDFReference: Int]
        /// As Cairo made it, where pictures in it are transparent: what files that may have no soft masks get is made of
        /// it.
        let document: [UInt8]?

        /// - Parameter document: that they come from.
        init(_ needs: [(number: PDFReference, content: Content)] = [], document: [UInt8] = []) {
            self.needs = needs
            var characters: [PDFReference: Int] = [:]
            var isTransparent = false
            for need in needs {
                switch need.content {
                case .value(let value):
                    guard let font = value.dictionary, let descriptor = font["FontDescriptor"]?.reference else {
                        continue
                    }
                    characters[descriptor] = font.charactersOfSubset
                case .stream(let stream):
                    if stream.dictionary["SMask"] != nil { isTransparent = true }
                }
            }
            self.characters = characters
            self.document = isTransparent ? document : nil
        }
    }
}

extension Revision {
    /// Writes what drawings share, unless it is there already.
    ///
    /// - Returns: the new numbers.
    mutating func supply(_ supplies: Drawing.Supplies) throws(PDFFault) -> [PDFReference: PDFReference] {
        if let known = supplied.first(where: { $0.supplies === supplies }) { return known.numbers }
        let hardened = try archiveRules?.forbidsSoftMasks == true ? supplies.hardened() : [:]
        var numbers: [PDFReference: PDFReference] = [:]
        for need in supplies.needs { numbers[need.number] = reserve() }
        for need in supplies.needs {
            guard let number = numbers[need.number] else { continue }
            switch need.content {
            case .value(let value):
                var value = value.renumbered(by: numbers)
                if archiveRules?.wantsCIDSets == true, let count = supplies.characters[need.number],
                    var descriptor = value.dictionary
                {
                    let set = try addStream([:], data: Self.characterSet(count), compress: true)
                    descriptor["CIDSet"] = .reference(set)
                    value = .dictionary(descriptor)
                }
                write(value, as: number)
            case .stream(let soft):
                let stream = hardened[need.number] ?? soft
                let dictionary = stream.dictionary.mapValues { $0.renumbered(by: numbers) }
                try writeStream(dictionary, data: stream.data, compress: false, as: number)
            }
        }
        supplied.append((supplies, numbers))
        return numbers
    }

    /// One bit for each character, the first in the highest (ISO 32000-1, Table 124, /CIDSet).
    private static func characterSet(_ count: Int) -> [UInt8] {
        var bits = [UInt8](repeating: 0, count: (count + 7) / 8)
        for index in 0..<count { bits[index / 8] |= 0x80 >> UInt8(index % 8) }
        return bits
    }
}

extension PDFObject {
    func renumbered(by numbers: [PDFReference: PDFReference]) -> PDFObject {
        mapReferences { .reference(numbers[$0] ?? $0) }
    }
}

extension PDFDictionary {
    /// Of a CID font as Cairo makes it, whose /W begins with the widths of all its characters from 0 on; nil for others.
    fileprivate var charactersOfSubset: Int? {
        guard let kind = self["Subtype"]?.name, kind == "CIDFontType2" || kind == "CIDFontType0",
            let widths = self["W"]?.array, widths.count == 2, widths[0].integer == 0
        else { return nil }
        return widths[1].array?.count
    }
}
