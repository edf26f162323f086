import PDF

/// The two places in a signature dictionary that are filled in once the rest of the file stands (ISO 32000-1, 12.8.1).
struct SignatureSlots: Sendable {
    /// Tells the slots of two signatures apart.
    let field: String
    /// Octets of DER that /Contents has room for.
    let reservedOctets: Int

    /// Room for `[0 a b c]` with numbers of twelve digits: a file of nearly a terabyte.
    var byteRange: Slot { Slot(id: "\(field)/ByteRange", byteCount: 44) }

    /// Two digits an octet, between angle brackets.
    var contents: Slot { Slot(id: "\(field)/Contents", byteCount: 2 * reservedOctets + 2) }
}
