import PDF

/// A document security store as it is in a file (ISO 32000-2, 12.8.4.3; ETSI EN 319 142-1, 5.4.2), to be grown.
package struct ValidationStore: Sendable {
    /// The three arrays that matter here. /VRI is kept where it is and never made.
    private enum Key: String, CaseIterable {
        case certificates = "Certs"
        case crls = "CRLs"
        case ocspResponses = "OCSPs"

        var name: PDFName { PDFName(rawValue) }

        func values(of material: ValidationMaterial) -> [[UInt8]] {
            switch self {
            case .certificates: material.certificates
            case .crls: material.crls
            case .ocspResponses: material.ocspResponses
            }
        }
    }

    private var reference: PDFReference?
    private var dictionary: PDFDictionary = [:]
    private var present: Set<[UInt8]> = []

    /// Octets of all that a file's store may hold.
    private static let limit = 64 << 20

    /// The store of a document that has none.
    package init() {}

    /// Reads the store of a document, if it has one. Blocking.
    ///
    /// - Throws: `PDFFault` for a store that cannot be read.
    package init(of reader: borrowing DocumentReader, catalog: PDFDictionary) throws(PDFFault) {
        guard let entry = catalog["DSS"] else { return }
        reference = entry.reference
        dictionary = try reader.resolve(entry).dictionary ?? [:]
        for key in Key.allCases {
            let list = try reader.resolve(dictionary[key.name]).array ?? []
            if !list.isEmpty { dictionary[key.name] = .array(list) }
            for item in list.compactMap(\.reference) {
                present.insert(try reader.decodedData(of: item, limit: Self.limit))
            }
        }
    }

    /// Adds what the store has not yet, and writes it into the revision.
    ///
    /// - Returns: whether there was anything to add.
    package func add(_ material: ValidationMaterial, to revision: inout Revision) throws(PDFFault) -> Bool {
        var dictionary = dictionary
        dictionary["Type"] = .name("DSS")
        var hasGrown = false
        for key in Key.allCases {
            var list = dictionary[key.name]?.array ?? []
            for value in key.values(of: material) where !present.contains(value) {
                list.append(.reference(try revision.addStream([:], data: value, compress: true)))
                hasGrown = true
            }
            if !list.isEmpty { dictionary[key.name] = .array(list) }
        }
        guard hasGrown else { return false }
        let place = reference ?? revision.reserve()
        revision.write(.dictionary(dictionary), as: place)
        revision.updateCatalog { catalog in
            catalog["DSS"] = .reference(place)
            // Where others have declared extensions, theirs stand; PDF 2.0 knows the store without (ISO 32000-2, 12.8.4.3).
            if catalog["Extensions"] == nil { catalog["Extensions"] = Self.extensions }
        }
        return true
    }

    /// ETSI TS 102 778-4, annex A: what a PDF 1.7 declares that has a store.
    private static let extensions: PDFObject = .dictionary([
        "ESIC": .dictionary(["BaseVersion": .name("1.7"), "ExtensionLevel": .integer(1)])
    ])
}
