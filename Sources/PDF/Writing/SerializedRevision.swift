/// An incremental update, ready to be appended to the file it extends.
package struct SerializedRevision: Sendable {
    /// To be written at `offset`; begins with a newline if the file does not end with one.
    package let bytes: [UInt8]
    /// The length of the file it extends.
    package let offset: Int
    /// Where the slots are: octets from the start of the whole file.
    package let slots: [Slot: Range<Int>]
    /// What a reader finds once it is appended; nil where the file itself has to be asked.
    package let successor: DocumentStructure?
}
