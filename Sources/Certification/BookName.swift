/// The name of a register book (sổ chứng thực). The suffix /ĐT, which tells it from a paper book, is added once.
package struct BookName: Hashable, Sendable {
    /// Ends with ``suffix``.
    package let text: String

    package static let suffix = "/ĐT"
    package static let limit = 100

    /// - Parameter entered: with or without the suffix, in either case of its letters.
    package init(_ entered: some StringProtocol) throws(InvalidEntry) {
        let line = try entered.oneLine(of: .bookName, limit: BookName.limit)
        let stem = line.uppercased().hasSuffix(BookName.suffix) ? line.dropLast(BookName.suffix.count) : line[...]
        let name = stem.trimmingBlanks
        guard !name.isEmpty else { throw InvalidEntry(.bookName, .missing) }
        text = name + BookName.suffix
    }
}

extension BookName {
    /// The name of the book's gesture folder: without the suffix, a hyphen for each slash; what would hide the folder
    /// is replaced. Books of one office have different ones.
    package var folder: String {
        let name = text.dropLast(BookName.suffix.count).replacing("/", with: "-")
        return name.hasPrefix(".") || name.hasPrefix("~") ? "_" + name.dropFirst() : String(name)
    }
}

extension BookName: CustomStringConvertible {
    package var description: String { text }
}
