import CQPDF

/// How an object differs between two revisions of a file.
package struct ObjectChange: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case added, changed, removed
    }

    package let reference: PDFReference
    package let kind: Kind

    package init(reference: PDFReference, kind: Kind) {
        self.reference = reference
        self.kind = kind
    }
}

extension DocumentReader {
    /// Every object that is not the same in an earlier revision: its syntax differs or, of a stream, its raw data.
    ///
    /// Called by verification to judge what came after a signature. Objects that only carry the file's structure
    /// (cross-reference and object streams) are among them, so nothing can hide behind their type; an added object
    /// does nothing unless a changed one, or the trailer, leads to it. The trailers are for the caller to compare.
    ///
    /// Where the earlier revision is a prefix of the same mapping, an object at the same place is not read: its bytes
    /// are the same. (A stream whose length is an object of its own may still end elsewhere: then that object is
    /// reported.)
    package func changes(since earlier: borrowing DocumentReader) throws(PDFFault) -> [ObjectChange] {
        let isPrefix = bytes.baseAddress == earlier.bytes.baseAddress && earlier.bytes.count <= bytes.count
        let (old, new) = (try earlier.entries(), try entries())
        var changes: [ObjectChange] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if j == new.count || (i < old.count && old[i].name < new[j].name) {
                changes.append(ObjectChange(reference: old[i].name, kind: .removed))
                i += 1
            } else if i == old.count || new[j].name < old[i].name {
                changes.append(ObjectChange(reference: new[j].name, kind: .added))
                j += 1
            } else {
                let isUntouched = isPrefix && Self.isSamePlace(old[i], in: old, new[j], in: new)
                if !isUntouched, !hasSameContent(new[j].name, as: earlier) {
                    changes.append(ObjectChange(reference: new[j].name, kind: .changed))
                }
                i += 1
                j += 1
            }
        }
        return changes
    }

    private static func isSamePlace(
        _ old: cqpdf_entry,
        in olds: UnsafeBufferPointer<cqpdf_entry>,
        _ new: cqpdf_entry,
        in news: UnsafeBufferPointer<cqpdf_entry>
    ) -> Bool {
        guard old.stream == new.stream, old.place == new.place else { return false }
        guard old.stream != 0 else { return true }
        let container = PDFReference(Int(old.stream))
        guard let oldContainer = olds.entry(of: container), let newContainer = news.entry(of: container) else {
            return false
        }
        return oldContainer.stream == 0 && newContainer.stream == 0 && oldContainer.place == newContainer.place
    }

    private func hasSameContent(_ reference: PDFReference, as other: borrowing DocumentReader) -> Bool {
        guard let own = content(reference), let others = other.content(reference) else { return false }
        guard own.isStream == others.isStream, own.syntax.elementsEqual(others.syntax) else { return false }
        guard own.isStream else { return true }
        guard let ownData = streamContent(reference), let othersData = other.streamContent(reference) else {
            return false
        }
        return ownData.elementsEqual(othersData)
    }

    /// Nil for what cannot be read; like all below, valid until the next call.
    private func content(_ reference: PDFReference) -> (isStream: Bool, syntax: UnsafeBufferPointer<UInt8>)? {
        var text = cqpdf_bytes()
        var isStream: CInt = 0
        let status = cqpdf_object(handle, CInt(reference.number), CInt(reference.generation), &isStream, &text)
        guard status == CQPDF_OK else { return nil }
        return (isStream != 0, UnsafeBufferPointer(start: text.bytes, count: text.count))
    }

    private func streamContent(_ reference: PDFReference) -> UnsafeBufferPointer<UInt8>? {
        var data = cqpdf_bytes()
        let (number, generation) = (CInt(reference.number), CInt(reference.generation))
        let status = cqpdf_stream_data(handle, number, generation, 0, bytes.count, &data)
        guard status == CQPDF_OK else { return nil }
        return UnsafeBufferPointer(start: data.bytes, count: data.count)
    }
}

extension cqpdf_entry {
    fileprivate var name: PDFReference { PDFReference(Int(number), Int(generation)) }
}

extension UnsafeBufferPointer<cqpdf_entry> {
    /// By binary search: the entries ascend.
    fileprivate func entry(of reference: PDFReference) -> cqpdf_entry? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].name < reference { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].name == reference ? self[low] : nil
    }
}
