/// A value in a PDF file, as in ISO 32000-1, 7.3. A stream is not one: only indirect objects are streams, see
/// ``IndirectObject``.
package enum PDFObject: Equatable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// As written, so that copying a number never rounds it.
    case real(String)
    /// Written in parentheses.
    case string([UInt8])
    /// Written in angle brackets; the bytes, not their digits.
    case hexString([UInt8])
    case name(PDFName)
    case array([PDFObject])
    case dictionary(PDFDictionary)
    case reference(PDFReference)
    /// A place to be filled in after the rest of the file is known, as a signature must.
    ///
    /// Rare, and larger than the rest would have to be.
    indirect case slot(Slot)
}

/// A place in a new revision that is filled in later: written as `byteCount` spaces, its place in the file reported by
/// ``SerializedRevision``.
package struct Slot: Hashable, Sendable {
    /// Unique in its revision.
    package let id: String
    package let byteCount: Int

    package init(id: String, byteCount: Int) {
        self.id = id
        self.byteCount = byteCount
    }
}

/// What an object number stands for.
package enum IndirectObject: Equatable, Sendable {
    case object(PDFObject)
    /// The dictionary; the data is asked for separately, since it may be large.
    case stream(PDFDictionary)
}
