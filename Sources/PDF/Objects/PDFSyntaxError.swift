/// Bytes that are no PDF value. A reader of files turns it into a ``PDFFault`` that names the file.
package struct PDFSyntaxError: Error, Equatable, CustomStringConvertible {
    package let problem: String
    /// In bytes from the start of the value.
    package let offset: Int

    package var description: String { "\(problem) at byte \(offset)" }
}

extension PDFObject {
    /// The one value in these bytes, written as in a file.
    package init(parsing bytes: [UInt8]) throws(PDFSyntaxError) {
        self = try bytes.withUnsafeBufferPointer { (input) throws(PDFSyntaxError) in
            var parser = ObjectParser(input)
            return try parser.parse()
        }
    }

    package init(parsing text: String) throws(PDFSyntaxError) {
        try self.init(parsing: Array(text.utf8))
    }
}
