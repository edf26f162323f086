import PDF

/// The value of a signature field (ISO 32000-1, table 252, within ETSI EN 319 142-1, 5.3 and table 1): every entry
/// direct but for the document that a lock is about, no /Cert, two places to be filled in once the rest of the file stands.
package struct SignatureDictionary: Sendable {
    /// The field it is the value of; tells the slots of two signatures apart.
    package var field: String
    /// Seconds since 1970 in UTC; the signer's claim, in /M.
    package var time: Int
    /// Seconds east of Greenwich.
    package var utcOffset: Int
    package var signer: String?
    package var reason: String?
    package var location: String?
    /// What may come after the signature: a ``FieldLock``'s reference.
    package var lock: PDFObject?
    /// Octets of CMS that /Contents has room for, see ``ContentsReservation``.
    package var reservedOctets: Int

    package init(
        field: String,
        time: Int,
        utcOffset: Int,
        signer: String? = nil,
        reason: String? = nil,
        location: String? = nil,
        lock: PDFObject? = nil,
        reservedOctets: Int
    ) {
        self.field = field
        self.time = time
        self.utcOffset = utcOffset
        self.signer = signer
        self.reason = reason
        self.location = location
        self.lock = lock
        self.reservedOctets = reservedOctets
    }

    /// The value, to be written as an object of its own.
    package var object: PDFObject {
        var dictionary: PDFDictionary = [
            "Type": .name("Sig"),
            "Filter": .name("Adobe.PPKLite"),
            "SubFilter": .name("ETSI.CAdES.detached"),
            "ByteRange": .slot(slots.byteRange),
            "Contents": .slot(slots.contents),
            "M": .date(unixTime: time, utcOffset: utcOffset),
        ]
        if let signer { dictionary["Name"] = .text(signer) }
        if let reason { dictionary["Reason"] = .text(reason) }
        if let location { dictionary["Location"] = .text(location) }
        if let lock { dictionary["Reference"] = .array([lock]) }
        return .dictionary(dictionary)
    }

    var slots: SignatureSlots { SignatureSlots(field: field, reservedOctets: reservedOctets) }
}
