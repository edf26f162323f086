import PDF

/// The certificates, OCSP responses and CRLs of a document's /DSS (ETSI EN 319 142-1, 5.4.2): material to judge with,
/// trusted by nobody. What cannot be read is left out, since it proves nothing; so is what is beyond all need.
struct SecurityStore: Sendable {
    private static let largestStream = 16 << 20
    private static let largestTotal = 64 << 20

    let certificates: [Certificate]
    let evidence: EmbeddedRevocation

    init(of structure: DocumentStructure, in reader: borrowing DocumentReader) {
        // A store that cannot be read is none.
        let store = (try? reader.resolve(structure.catalog["DSS"]))?.dictionary ?? [:]
        var room = Self.largestTotal
        certificates = Self.values(of: store["Certs"], in: reader, room: &room)
            .compactMap(Certificate.init(unchecked:))
        evidence = EmbeddedRevocation(
            responses: Self.values(of: store["OCSPs"], in: reader, room: &room),
            lists: Self.values(of: store["CRLs"], in: reader, room: &room)
        )
    }

    private static func values(
        of array: PDFObject?,
        in reader: borrowing DocumentReader,
        room: inout Int
    ) -> [[UInt8]] {
        var values: [[UInt8]] = []
        // As above.
        for element in (try? reader.resolve(array))?.array ?? [] {
            guard let reference = element.reference,
                let value = try? reader.decodedData(of: reference, limit: min(room, largestStream))
            else { continue }
            room -= value.count
            values.append(value)
        }
        return values
    }
}
