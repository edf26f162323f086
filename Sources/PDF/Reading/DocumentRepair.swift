import CQPDF

/// What to do with a file that does not open as it is.
///
/// Called by ``DocumentReader`` to tell whether repair would help, and by intake to have the file rewritten. Limits:
/// whole scans of the file, some tenths of a second for the largest.
package enum DocumentRepair {
    /// The document written anew by qpdf: same pages, sound structure, other bytes. Blocking.
    ///
    /// Throws what opening throws, `beyondRepair` where qpdf finds no document, either, and `signedAndDamaged` where it
    /// finds one with signatures.
    package static func rewrite(
        _ bytes: UnsafeRawBufferPointer,
        name: String,
        reason: String = "its structure is broken"
    ) throws(PDFFault) -> [UInt8] {
        let reader = try DocumentReader(bytes, name: name, repair: .underway)
        var result = cqpdf_bytes()
        let status = cqpdf_rewrite(reader.handle, &result)
        guard status == CQPDF_OK else { throw reader.fault(status) }
        guard try !reader.holdsSignature() else { throw .signedAndDamaged(name: name, reason: reason) }
        return Array(UnsafeBufferPointer(start: result.bytes, count: result.count))
    }

    /// The file written anew if that leaves nothing of its flaws and warnings.
    static func mended(_ bytes: UnsafeRawBufferPointer, name: String) -> [UInt8]? {
        // What cannot be rewritten stays as it is: it can be read.
        guard let repaired = try? rewrite(bytes, name: name) else { return nil }
        let isFlawless = repaired.withUnsafeBytes { repaired in
            let structure = try? DocumentReader(repaired, name: name, repair: .done).structure()
            return structure.map { $0.flaw == nil && $0.warning == nil } ?? false
        }
        return isFlawless ? repaired : nil
    }

    /// The fault of a file that breaks the rules: found by repairing it and looking at the result.
    static func verdict(on bytes: UnsafeRawBufferPointer, name: String, reason: String) -> PDFFault {
        if isTruncated(bytes) { return .truncated(name: name) }
        do {
            let repaired = try rewrite(bytes, name: name, reason: reason)
            try repaired.withUnsafeBufferPointer { (repaired) throws(PDFFault) in
                _ = try DocumentReader(UnsafeRawBufferPointer(repaired), name: name, repair: .done).structure()
            }
            return .needsRepair(name: name, reason: reason)
        } catch .beyondRepair {
            // The first reason is closer to the cause than what repair stumbled over.
            return .beyondRepair(name: name, reason: reason)
        } catch {
            return error
        }
    }

    /// Whether the file ends amid its objects: no `startxref` and no `%%EOF` after the last of them. What a broken
    /// transfer leaves; qpdf would mend it and lose pages.
    private static func isTruncated(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let lastObject = bytes.lastIndex(of: "obj", before: bytes.count) else { return false }
        let tail = UnsafeRawBufferPointer(rebasing: bytes[lastObject...])
        return tail.lastIndex(of: "startxref", before: tail.count) == nil
            && tail.lastIndex(of: "%%EOF", before: tail.count) == nil
    }
}

extension DocumentReader {
    /// Whether anything in the file is a signature, in a field or not: a dictionary with a byte range and contents
    /// (ISO 32000-1, Table 252). Reads every object.
    fileprivate func holdsSignature() throws(PDFFault) -> Bool {
        for reference in try references() {
            // What cannot be read signs nothing.
            guard case .object(let object)? = try? indirectObject(reference) else { continue }
            if object.holdsSignature { return true }
        }
        return false
    }
}

extension PDFObject {
    fileprivate var holdsSignature: Bool {
        if let array { return array.contains { $0.holdsSignature } }
        guard let dictionary else { return false }
        if dictionary["ByteRange"] != nil, dictionary["Contents"] != nil { return true }
        return dictionary.keys.contains { dictionary[$0]?.holdsSignature ?? false }
    }
}
