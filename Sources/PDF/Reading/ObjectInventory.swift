/// Where every object of a file is: what a cross-reference section must say that stands alone.
///
/// Such a section, without /Prev, ends an unsigned file whose own sections, or references to nothing, make strict
/// readers of signatures give it up: hybrid files (ISO 32000-1, 7.5.8.4), whose objects depend on who reads them. The
/// file's bytes stay as they are; its old sections are no longer looked at.
package struct ObjectInventory: Codable, Equatable, Sendable {
    /// An object that is in use.
    package struct Place: Codable, Equatable, Sendable {
        package var number: Int
        /// The number of the object stream it is in; 0 when it stands on its own.
        package var stream: Int
        /// From the start of the file in bytes, or its index in the object stream.
        package var place: Int
    }

    /// An object that is taken out of its object stream.
    package struct Unpacked: Codable, Equatable, Sendable {
        package var number: Int
        package var object: PDFObject
    }

    /// All of generation 0.
    package var places: [Place]
    /// Of a hybrid file, what only readers of object streams see: now everybody does.
    package var unpacked: [Unpacked]
    /// What something refers to and nothing is: null (ISO 32000-1, 7.3.10), and said to be so.
    package var missing: [PDFReference]
    /// Of the section that stands alone.
    package var crossReferenceKind: DocumentStructure.CrossReferenceKind

    var entries: [Int: CrossReferenceEntry] {
        var entries: [Int: CrossReferenceEntry] = [0: .free]
        for place in places {
            entries[place.number] =
                place.stream == 0
                ? .offset(place.place, generation: 0) : .inStream(place.stream, index: place.place)
        }
        return entries
    }
}
