/// One incremental update under construction (ISO 32000-1, 7.5.6).
///
/// Called by whoever adds to a document: objects are reserved, written and finally serialised, once. Trusts the
/// ``DocumentStructure`` it extends; promises that the file's own bytes stay as they are and that the same calls give
/// the same bytes. Frees no objects: what is no longer wanted is no longer referred to.
package struct Revision: Sendable {
    /// Of the file as it is, before this revision.
    package let structure: DocumentStructure
    private(set) var objects: [PDFReference: NewObject] = [:]
    private(set) var nextObjectNumber: Int
    /// As they will be; what changes here is written when the revision is serialised.
    var catalog: Changing<PDFDictionary>
    var form: Changing<InteractiveForm>
    var pageTree: Changing<PageTree>
    /// What drawings share, with the number that the first of it got here; the others have those after it.
    var supplied: [(supplies: Drawing.Supplies, first: Int)] = []

    /// Of the objects of a leader's revision, roughly.
    private static let usualCount = 100

    /// An object of this revision.
    enum NewObject: Sendable {
        case object(PDFObject)
        case stream(PDFDictionary, data: [UInt8])
        /// With the number of the first of its companions.
        case prepared(PreparedObject, first: Int)
    }

    package init(extending structure: DocumentStructure) {
        self.structure = structure
        objects.reserveCapacity(Self.usualCount)
        nextObjectNumber = structure.nextObjectNumber
        catalog = Changing(structure.catalog)
        form = Changing(structure.form)
        pageTree = Changing(structure.pageTree)
    }

    /// A new object number, to be referred to before it is written.
    package mutating func reserve() -> PDFReference {
        defer { nextObjectNumber += 1 }
        return PDFReference(nextObjectNumber)
    }

    /// A new object under a reserved number, or a changed one in place of the file's.
    package mutating func write(_ object: PDFObject, as reference: PDFReference) {
        objects[reference] = .object(object)
    }

    /// The same of what was written for many.
    ///
    /// - Parameter first: the number of its first companion.
    mutating func write(_ object: PreparedObject, first: Int, as reference: PDFReference) {
        objects[reference] = .prepared(object, first: first)
    }

    package mutating func add(_ object: PDFObject) -> PDFReference {
        let reference = reserve()
        write(object, as: reference)
        return reference
    }

    /// - Parameter compress: with /FlateDecode; the dictionary must name no filter then. /Length is set in any case.
    package mutating func writeStream(
        _ dictionary: PDFDictionary,
        data: [UInt8],
        compress: Bool,
        as reference: PDFReference
    ) throws(PDFFault) {
        var dictionary = dictionary
        var data = data
        if compress {
            guard dictionary["Filter"] == nil else { throw .software(reason: "a stream cannot be compressed twice") }
            data = try Deflate.compress(data)
            dictionary["Filter"] = .name("FlateDecode")
        }
        dictionary["Length"] = .integer(data.count)
        objects[reference] = .stream(dictionary, data: data)
    }

    package mutating func addStream(
        _ dictionary: PDFDictionary,
        data: [UInt8],
        compress: Bool
    ) throws(PDFFault) -> PDFReference {
        let reference = reserve()
        try writeStream(dictionary, data: data, compress: compress, as: reference)
        return reference
    }

    /// Changes the catalog. The form and the page tree have ways of their own.
    package mutating func updateCatalog(_ change: (inout PDFDictionary) -> Void) {
        change(&catalog.value)
    }
}

/// A value that knows whether it was set.
struct Changing<Value: Sendable>: Sendable {
    private(set) var isChanged = false
    var value: Value {
        didSet { isChanged = true }
    }

    init(_ value: Value) {
        self.value = value
    }
}
