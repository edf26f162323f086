import Certification

/// What a book holds, of a period or in all.
package struct BookTotals: Sendable, Hashable {
    /// Numbers given, void ones too.
    package let entries: Int
    package let voided: Int
    /// Of dossiers whose copies were annulled later.
    package let annulled: Int
    /// `nil` while there is none.
    package let first: RegisterNumber?
    package let last: RegisterNumber?
    /// Copies made, of numbers that are not void, as pages and fee.
    package let copies: Int
    /// Of the originals.
    package let pages: Int
    package let fee: Fee
}
