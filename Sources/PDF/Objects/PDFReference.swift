/// The name of an indirect object: `7 0 R` (ISO 32000-1, 7.3.10).
package struct PDFReference: Hashable, Sendable, Codable {
    package var number: Int
    package var generation: Int

    package init(_ number: Int, _ generation: Int = 0) {
        self.number = number
        self.generation = generation
    }
}

extension PDFReference: Comparable {
    package static func < (left: PDFReference, right: PDFReference) -> Bool {
        (left.number, left.generation) < (right.number, right.generation)
    }
}

extension PDFReference: CustomStringConvertible {
    /// As it is written in a file.
    package var description: String { "\(number) \(generation) R" }
}
