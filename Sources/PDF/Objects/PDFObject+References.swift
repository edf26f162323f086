extension PDFObject {
    /// The references in this value, at any depth, in the order they are written.
    package var references: [PDFReference] {
        switch self {
        case .reference(let reference): [reference]
        case .array(let elements): elements.flatMap(\.references)
        case .dictionary(let dictionary): dictionary.flatMap(\.value.references)
        default: []
        }
    }

    /// The same value with other references, as when objects move to another file; they are asked for in the order they
    /// are written.
    package func mapReferences<Failure>(
        _ transform: (PDFReference) throws(Failure) -> PDFObject
    ) throws(Failure) -> PDFObject {
        switch self {
        case .reference(let reference):
            return try transform(reference)
        case .array(let elements):
            var mapped: [PDFObject] = []
            mapped.reserveCapacity(elements.count)
            for element in elements { mapped.append(try element.mapReferences(transform)) }
            return .array(mapped)
        case .dictionary(let dictionary):
            return .dictionary(
                try dictionary.mapValues { (value) throws(Failure) in try value.mapReferences(transform) }
            )
        default:
            return self
        }
    }
}
