extension Revision {
    /// Makes the document's metadata such that a strict validator does not take them for tampering: it looks at them with
    /// every signature, changed or not.
    package mutating func mendMetadata() throws(PDFFault) {
        switch structure.metadata {
        case .sound:
            return
        case .unusable:
            updateCatalog { $0["Metadata"] = nil }
        case .bare(let wrapped):
            let dictionary: PDFDictionary = ["Type": .name("Metadata"), "Subtype": .name("XML")]
            let reference = try addStream(dictionary, data: wrapped, compress: false)
            updateCatalog { $0["Metadata"] = .reference(reference) }
        }
    }
}
