import CQPDF

/// What something refers to and nothing is.
struct MissingObjects {
    /// More are nothing that a program wrote in good faith.
    private static let most = 10_000

    let references: [PDFReference]
    /// Why they cannot simply be said to be null: their numbers are in use otherwise, or too many.
    let flaw: String?

    init(_ references: [PDFReference], used: Set<Int>) {
        let isUsual =
            references.count <= Self.most
            && references.allSatisfy { $0.generation == 0 && !used.contains($0.number) }
        self.references = isUsual ? references : []
        flaw = isUsual ? nil : "it refers to objects that do not exist"
    }
}

extension DocumentReader {
    func missingObjects() throws(PDFFault) -> MissingObjects {
        var start: UnsafePointer<cqpdf_entry>?
        var count = 0
        let status = cqpdf_missing(handle, CInt(Self.largestObjectNumber), &start, &count)
        guard status == CQPDF_OK else { throw fault(status) }
        let found = UnsafeBufferPointer(start: start, count: count)
        let references = found.map { PDFReference(Int($0.number), Int($0.generation)) }
        return MissingObjects(references, used: references.isEmpty ? [] : Set(try entries().map { Int($0.number) }))
    }

    /// Nil where the file's own sections serve.
    func inventory(
        missing: MissingObjects,
        extending section: CrossReferenceSection,
        _ trailer: PDFDictionary
    ) throws(PDFFault) -> ObjectInventory? {
        let isUnreadable = try hasStrangePredictor(trailer)
        guard isUnreadable || !missing.references.isEmpty || mentionsHybridSections else { return nil }
        let file = bytes
        var entries = try entries().filter { Self.isInPlace($0, in: file) }
        // A first section with a later generation is none to strict readers.
        guard entries.allSatisfy({ $0.generation == 0 }) else { return nil }
        var unpacked: [ObjectInventory.Unpacked] = []
        if mentionsHybridSections {
            for entry in entries where entry.stream != 0 {
                let number = Int(entry.number)
                unpacked.append(.init(number: number, object: try object(PDFReference(number))))
            }
            entries.removeAll { $0.stream != 0 }
        }
        return ObjectInventory(
            places: entries.map { .init(number: Int($0.number), stream: Int($0.stream), place: Int($0.place)) },
            unpacked: unpacked,
            missing: missing.references,
            crossReferenceKind: entries.contains { $0.stream != 0 } ? .stream : section.kind
        )
    }

    /// A file that only mentions them, in an old revision or in a text, is taken for a hybrid one: that does no harm.
    private var mentionsHybridSections: Bool { bytes.contains("/XRefStm") }

    /// Whether the last section is a stream that readers without TIFF's predictor (ISO 32000-1, 7.4.4.4) cannot decode.
    private func hasStrangePredictor(_ trailer: PDFDictionary) throws(PDFFault) -> Bool {
        let parameters = try resolve(trailer["DecodeParms"])
        for entry in parameters.array ?? [parameters] {
            if try resolve(resolve(entry).dictionary?["Predictor"]).integer == 2 { return true }
        }
        return false
    }

    /// False for what no reader has looked up by its entry: a hybrid file's stream section, whose entry for itself is
    /// wrong in some.
    private static func isInPlace(_ entry: cqpdf_entry, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard entry.stream == 0 else { return true }
        guard entry.place >= 0, entry.place < bytes.count else { return false }
        let text = bytes[Int(entry.place)...].drop(while: Syntax.isWhitespace)
        return text.starts(with: "\(entry.number)".utf8)
    }

    /// What readers do not agree upon: an object whose entry names a place that its object stream does not have, which
    /// some readers go by and some do not.
    func misplacedObject() throws(PDFFault) -> String? {
        var last: [Int: Int] = [:]
        for entry in try entries() where entry.stream != 0 {
            last[Int(entry.stream)] = max(last[Int(entry.stream)] ?? 0, Int(entry.place))
        }
        for (stream, index) in last {
            guard case .stream(let dictionary) = try indirectObject(PDFReference(stream)) else {
                throw damage("an object stream is missing")
            }
            guard let count = try resolve(dictionary["N"]).integer, index < count else {
                return "an object is not where its object stream is said to have it"
            }
        }
        return nil
    }
}
