/// What a stranger's file may be, however sound; crosses to the cell with the file.
package struct InspectionRules: Codable, Hashable, Sendable {
    /// Of what is otherwise refused.
    package var allowed: Set<ActiveContent>
    /// A scan has some for each page; each takes about a kibibyte of a cell's memory.
    package var objects: Int
    /// What all its packed data may come to, in bytes: 40 pages in colour at 300 dpi, packed without loss. A decoder
    /// makes some hundred mebibytes a second of it.
    package var unpacked: Int
    /// How many forms one form may draw, all that it draws together. A map has some thousand signs; a viewer draws some
    /// hundred thousand in a second.
    package var forms: Int

    package init(
        allowed: Set<ActiveContent> = [], objects: Int = 250_000, unpacked: Int = 1 << 30, forms: Int = 1_000_000
    ) {
        self.allowed = allowed
        self.objects = objects
        self.unpacked = unpacked
        self.forms = forms
    }
}
