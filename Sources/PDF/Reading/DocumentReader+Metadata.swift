/// What the catalog's /Metadata is (ISO 32000-1, 14.3.2; ISO 16684-1).
package enum DocumentMetadata: Codable, Equatable, Sendable {
    /// XMP, or there is none.
    case sound
    /// No XMP: nobody can read it.
    case unusable
    /// XMP without its outermost element, which is optional; strict validators of signatures insist on it. The packet
    /// with that element around it.
    case bare(wrapped: [UInt8])
}

extension DocumentReader {
    /// With it, the PDF/A part and level that it claims, from pdfaid:part and pdfaid:conformance as element or attribute.
    func metadata(_ catalog: PDFDictionary) throws(PDFFault) -> (metadata: DocumentMetadata, claimedPDFA: String?) {
        guard let entry = catalog["Metadata"] else { return (.sound, nil) }
        // What cannot be decoded is unusable.
        guard let reference = entry.reference, let data = try? decodedData(of: reference, limit: 1 << 20) else {
            return (try resolve(entry) == .null ? .sound : .unusable, nil)
        }
        return data.withUnsafeBytes { data in
            guard let start = data.start(of: "<rdf:RDF"), let end = data.lastIndex(of: "</rdf:RDF>", before: data.count)
            else { return (data.start(of: "adobe:ns:meta/") == nil ? .unusable : .sound, nil) }
            let part = data.valueBehind("pdfaid:part")
            let claim = part.map { $0 + (data.valueBehind("pdfaid:conformance") ?? "").lowercased() }
            guard data.start(of: "adobe:ns:meta/") == nil else { return (.sound, claim) }
            let close = min(data.count, end + "</rdf:RDF>".utf8.count)
            let wrapped =
                data[..<start] + Array("<x:xmpmeta xmlns:x='adobe:ns:meta/'>".utf8) + data[start..<close]
                + Array("</x:xmpmeta>".utf8) + data[close...]
            return (.bare(wrapped: Array(wrapped)), claim)
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The letters and digits that follow an XML element's or attribute's name.
    fileprivate func valueBehind(_ name: StaticString) -> String? {
        // From the start: the last one is the element's end tag.
        guard let start = start(of: name) else { return nil }
        let end = start + name.utf8CodeUnitCount
        let value = self[end...].prefix(40).drop { !Self.isAlphanumeric($0) }.prefix(while: Self.isAlphanumeric)
        return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
    }

    /// Where the text first begins.
    fileprivate func start(of text: StaticString) -> Int? {
        text.withUTF8Buffer { pattern in
            guard count >= pattern.count else { return nil }
            return (0...count - pattern.count).first {
                self[$0] == pattern[0] && self[$0..<$0 + pattern.count].elementsEqual(pattern)
            }
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        Syntax.isDigit(byte) || (0x41...0x5A).contains(byte & 0xDF)
    }
}
