/// Khóa sổ: what was stated about a book when it was closed, and the seal's signature of that.
package struct BookClosing: Sendable, Hashable {
    /// UTF-8.
    package let statement: [UInt8]
    /// CMS, DER, detached.
    package let signature: [UInt8]

    package init(statement: [UInt8], signature: [UInt8]) {
        self.statement = statement
        self.signature = signature
    }
}
