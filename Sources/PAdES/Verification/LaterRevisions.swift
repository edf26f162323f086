import PDF

/// The file as it was when signed, against every later state of it.
struct LaterRevisions {
    /// What the signature forbids; nil when the signed state does not hold this very signature, which then was put
    /// there by someone else.
    private(set) var rules: ModificationRules?
    private(set) var difference = RevisionDifference()

    /// Blocking.
    ///
    /// - Parameters:
    ///   - value: the signature dictionary that the file holds now.
    ///   - coveredEnd: the length of the file when it was signed.
    init(
        of field: FormField,
        value: PDFDictionary,
        coveredEnd: Int,
        in reader: borrowing DocumentReader
    ) throws(PDFFault) {
        guard coveredEnd < reader.bytes.count else {
            rules = try ModificationRules(of: field, value: value, in: reader)
            return
        }
        let signed = try DocumentReader(Self.prefix(of: reader, coveredEnd), name: reader.name)
        guard
            let original = try signed.structure().fields.first(where: { original in
                original.reference == field.reference && original.value == value
            })
        else { return }
        let rules = try ModificationRules(of: original, value: value, in: signed)
        self.rules = rules
        for end in RevisionEnds.after(coveredEnd, in: reader.bytes) {
            if let between = Self.comparison(of: signed, with: reader, upTo: end, rules) { difference.merge(between) }
        }
        difference.merge(try RevisionComparison.compare(signed: signed, now: reader, rules: rules))
        if !difference.anything, Self.holdsObjects(reader.bytes[coveredEnd...]) {
            difference.beyond.append(DocumentChange(.unlisted, "\(coveredEnd)"))
        }
    }

    /// Whether objects stand in what was appended. Where the file's own tables lead to none of them, they are there for
    /// viewers that look for objects themselves (the Incremental Saving Attack).
    private static func holdsObjects(_ appended: Slice<UnsafeRawBufferPointer>) -> Bool {
        let keyword = Array(" obj".utf8)
        return appended.indices.dropLast(keyword.count - 1).contains { start in
            appended[start] == keyword[0] && appended[start..<start + keyword.count].elementsEqual(keyword)
        }
    }

    /// Nil for what cannot be read as a file: such an end stands in a stream, and what it leads to counts in the end.
    private static func comparison(
        of signed: borrowing DocumentReader,
        with reader: borrowing DocumentReader,
        upTo end: Int,
        _ rules: ModificationRules
    ) -> RevisionDifference? {
        guard let between = try? DocumentReader(prefix(of: reader, end), name: reader.name) else { return nil }
        return try? RevisionComparison.compare(signed: signed, now: between, rules: rules)
    }

    private static func prefix(of reader: borrowing DocumentReader, _ end: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: reader.bytes[..<end])
    }
}
