import CQPDF

extension DocumentReader {
    /// A stream's data as it is in the file, filters and all.
    package func rawData(of reference: PDFReference) throws(PDFFault) -> [UInt8] {
        try data(of: reference, decoded: false, limit: bytes.count)
    }

    /// A stream's data with its filters undone, those of pictures excepted (DCT, JPX, JBIG2, CCITT): such streams throw
    /// `undecodableStream`.
    ///
    /// - Parameter limit: in bytes; what would be larger throws, so that a bomb costs no memory.
    package func decodedData(of reference: PDFReference, limit: Int) throws(PDFFault) -> [UInt8] {
        try data(of: reference, decoded: true, limit: limit)
    }

    private func data(of reference: PDFReference, decoded: Bool, limit: Int) throws(PDFFault) -> [UInt8] {
        guard let number = CInt(exactly: reference.number), let generation = CInt(exactly: reference.generation) else {
            throw .undecodableStream(name: name, object: reference, reason: "no such object")
        }
        var data = cqpdf_bytes()
        let status = cqpdf_stream_data(handle, number, generation, decoded ? 1 : 0, limit, &data)
        switch status {
        case CQPDF_OK:
            return Array(UnsafeBufferPointer(start: data.bytes, count: data.count))
        case CQPDF_DAMAGED, CQPDF_TOO_LARGE:
            let reason = String(cString: cqpdf_message(handle))
            throw .undecodableStream(name: name, object: reference, reason: reason)
        default:
            throw fault(status)
        }
    }
}
