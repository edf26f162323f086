/// An incremental update, ready to be appended to the file it extends.
package struct SerializedRevision: Sendable {
    /// To be written at `offset`; begins with a newline if the file does not end with one.
    package private(set) var bytes: [UInt8]
    /// The length of the file it extends.
    package let offset: Int
    /// Where the slots are: octets from the start of the whole file.
    package let slots: [Slot: Range<Int>]
    /// What a reader finds once it is appended; nil where the file itself has to be asked.
    package let successor: DocumentStructure?

    init(bytes: [UInt8], offset: Int, slots: [Slot: Range<Int>], successor: DocumentStructure?) {
        self.bytes = bytes
        self.offset = offset
        self.slots = slots
        self.successor = successor
    }

    /// Takes the bytes out, so that whoever changes them has the only ones.
    package mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
