import CQPDF

/// A PDF file, open for reading.
///
/// Called by inspection, signing and verification, each on its own thread; every call is blocking. Trusts nothing in
/// the file: a stranger's file belongs into the inspecting process first, since its object streams are unpacked here
/// without a limit. Promises that damage is never mended silently: what opens only after repair is refused with
/// ``PDFFault/needsRepair(name:reason:)``, also when the damage shows later. The bytes are borrowed, not copied: they
/// must stay mapped and unchanged while the reader lives. A prefix of a file that ends with one of its revisions is a
/// file, too.
package struct DocumentReader: ~Copyable {
    /// What messages call the file.
    package let name: String
    package let bytes: UnsafeRawBufferPointer
    let handle: OpaquePointer
    private let repair: Repair

    /// What may still be tried where the file breaks the rules.
    enum Repair {
        /// Whether repair would help decides what is reported.
        case untried
        /// qpdf reads what it can.
        case underway
        /// This is what repair made.
        case done
    }

    /// Opens a file as it is.
    ///
    /// Throws `notAPDF`, `emptyFile`, `encrypted`, `truncated`, `needsRepair` or `beyondRepair`.
    package init(_ bytes: UnsafeRawBufferPointer, name: String) throws(PDFFault) {
        try self.init(bytes, name: name, repair: .untried)
    }

    init(_ bytes: UnsafeRawBufferPointer, name: String, repair: Repair) throws(PDFFault) {
        handle = try Self.open(bytes, name: name, repair: repair)
        self.name = name
        self.bytes = bytes
        self.repair = repair
    }

    deinit {
        cqpdf_close(handle)
    }

    private static func open(
        _ bytes: UnsafeRawBufferPointer,
        name: String,
        repair: Repair
    ) throws(PDFFault) -> OpaquePointer {
        guard !bytes.isEmpty else { throw .emptyFile(name: name) }
        guard bytes.starts(with: "%PDF-".utf8) else { throw .notAPDF(name: name) }
        var status = CQPDF_OK
        guard let handle = cqpdf_open(bytes.baseAddress, bytes.count, repair == .underway ? 1 : 0, &status) else {
            throw .software(reason: "no memory to open \(name)")
        }
        guard status != CQPDF_OK else { return handle }
        let reason = String(cString: cqpdf_message(handle))
        cqpdf_close(handle)
        switch status {
        case CQPDF_ENCRYPTED: throw .encrypted(name: name)
        case CQPDF_DAMAGED: throw damage(to: bytes, name: name, reason: reason, repair: repair)
        default: throw .software(reason: "\(name): \(reason)")
        }
    }

    /// What to tell of damage found after opening.
    func damage(_ reason: String) -> PDFFault {
        Self.damage(to: bytes, name: name, reason: reason, repair: repair)
    }

    private static func damage(
        to bytes: UnsafeRawBufferPointer,
        name: String,
        reason: String,
        repair: Repair
    ) -> PDFFault {
        switch repair {
        case .untried: DocumentRepair.verdict(on: bytes, name: name, reason: reason)
        case .underway, .done: .beyondRepair(name: name, reason: reason)
        }
    }

    func fault(_ status: cqpdf_status) -> PDFFault {
        let reason = String(cString: cqpdf_message(handle))
        return status == CQPDF_DAMAGED ? damage(reason) : .software(reason: "\(name): \(reason)")
    }
}
