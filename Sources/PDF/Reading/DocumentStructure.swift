/// What an incremental update must know of the file it extends (ISO 32000-1, 7.5.6), and what a signer asks of it.
///
/// Made by ``DocumentReader/structure()``; it crosses process boundaries, so it holds values only.
package struct DocumentStructure: Codable, Equatable, Sendable {
    package enum CrossReferenceKind: String, Codable, Sendable {
        /// Hybrid files, too: their last section is a table.
        case table
        case stream
    }

    /// In bytes.
    package var fileLength: Int
    /// Whether the file's last byte ends a line.
    package var endsWithNewline: Bool
    /// Where the last cross-reference section begins, in bytes from the start of the file.
    package var lastCrossReferenceOffset: Int
    /// Of the last section; the next one must be of the same kind.
    package var crossReferenceKind: CrossReferenceKind
    /// Greater than every number in use, and at least the trailer's /Size.
    package var nextObjectNumber: Int
    /// As in the header: `1.4`. The catalog's /Version may say more.
    package var version: String
    /// The trailer's entries that a further trailer carries on: /Root, /Info, /ID and unknown ones; neither /Size and
    /// /Prev nor what only describes a cross-reference stream.
    package var trailer: PDFDictionary

    package var catalogReference: PDFReference
    package var catalog: PDFDictionary
    package var pageTree: PageTree
    package var form: InteractiveForm

    package var isLinearized: Bool
    /// The file declares logical structure (ISO 32000-1, 14.8).
    package var isTagged: Bool
    /// That structure, where it can grow.
    package var structureTree: StructureTree?
    /// The PDF/A part and level that the file says it keeps to: `2b`. Not checked.
    package var claimedPDFA: String?
    package var metadata: DocumentMetadata
    /// The catalog's /Perms: signatures that rule over the whole document (ISO 32000-1, 12.8.4).
    package var permissions: PDFDictionary

    /// What the next section must say if it is to stand alone; nil where it extends the last one.
    package var inventory: ObjectInventory?

    /// How the file breaks rules that viewers do not insist on, but strict readers do: nil for a sound file.
    package var flaw: String?
    /// What qpdf passed over when it read the objects; strict readers may, or may not.
    package var warning: String?

    package var pageCount: Int { pageTree.pageCount }
    package var lastPage: PageGeometry { pageTree.lastPage }
    package var fields: [FormField] { form.fields }
}

/// The page tree's root and what grows with it (ISO 32000-1, 7.7.3).
package struct PageTree: Codable, Equatable, Sendable {
    /// What the catalog's /Pages refers to.
    package var root: PDFReference
    package var node: PDFDictionary
    /// The root is a page itself, as some files have it against the rules.
    package var rootIsPage: Bool
    /// Where the root's /Kids array is if it is an object of its own.
    package var kidsReference: PDFReference?
    package var kids: [PDFObject]
    /// Counted, not believed.
    package var pageCount: Int
    /// Whether a page is in the tree more than once, against the rules.
    package var repeatsPages: Bool
    package var lastPage: PageGeometry
}
