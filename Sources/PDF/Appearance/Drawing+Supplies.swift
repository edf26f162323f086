extension Drawing {
    /// What a form leads to, under the numbers that the form calls it by. An object, so that drawings that share it
    /// write it once into a revision.
    final class Supplies: Sendable {
        let needs: [(number: PDFReference, content: Content)]
        /// Their places among the needs.
        let places: [PDFReference: Int]
        /// The same, for files that ask nothing special of them.
        fileprivate let prepared: [PreparedObject]
        /// Of descriptors of CID fonts: how many characters, from 0 on, the subset has.
        fileprivate let characters: [PDFReference: Int]
        /// As Cairo made it, where pictures in it are transparent: what files that may have no soft masks get is made of
        /// it.
        let document: [UInt8]?

        /// - Parameter document: that they come from.
        init(_ needs: [(number: PDFReference, content: Content)] = [], document: [UInt8] = []) {
            self.needs = needs
            let places = Dictionary(needs.enumerated().map { ($1.number, $0) }) { first, _ in first }
            self.places = places
            prepared = needs.map { need in
                switch need.content {
                case .value(let value): PreparedObject(value, companions: places)
                case .stream(let stream): PreparedObject(stream, companions: places)
                }
            }
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
    /// - Returns: the number of the first; the others have those after it.
    mutating func supply(_ supplies: Drawing.Supplies) throws(PDFFault) -> Int {
        if let known = supplied.first(where: { $0.supplies === supplies }) { return known.first }
        let numbers = supplies.needs.map { _ in reserve() }
        let first = numbers.first?.number ?? 0
        if let archiveRules {
            try supply(supplies, as: numbers, archiveRules)
        } else {
            for (object, number) in zip(supplies.prepared, numbers) { write(object, first: first, as: number) }
        }
        supplied.append((supplies, first))
        return first
    }

    /// Such as the file's claim to be PDF/A stays true.
    private mutating func supply(
        _ supplies: Drawing.Supplies, as numbers: [PDFReference], _ rules: ArchiveRules
    ) throws(PDFFault) {
        let hardened = rules.forbidsSoftMasks ? try supplies.hardened() : [:]
        let first = numbers.first?.number ?? 0
        for (need, number) in zip(supplies.needs, numbers) {
            switch need.content {
            case .value(let value):
                var value = value.renumbered(by: supplies.places, from: first)
                if rules.wantsCIDSets, let count = supplies.characters[need.number], var descriptor = value.dictionary {
                    let set = try addStream([:], data: Self.characterSet(count), compress: true)
                    descriptor["CIDSet"] = .reference(set)
                    value = .dictionary(descriptor)
                }
                write(value, as: number)
            case .stream(let soft):
                let stream = hardened[need.number] ?? soft
                let dictionary = stream.dictionary.mapValues { $0.renumbered(by: supplies.places, from: first) }
                try writeStream(dictionary, data: stream.data, compress: false, as: number)
            }
        }
    }

    /// One bit for each character, the first in the highest (ISO 32000-1, Table 124, /CIDSet).
    private static func characterSet(_ count: Int) -> [UInt8] {
        var bits = [UInt8](repeating: 0, count: (count + 7) / 8)
        for index in 0..<count { bits[index / 8] |= 0x80 >> UInt8(index % 8) }
        return bits
    }
}

extension PDFObject {
    func renumbered(by places: [PDFReference: Int], from first: Int) -> PDFObject {
        mapReferences { reference in .reference(places[reference].map { PDFReference(first + $0) } ?? reference) }
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
