/// What a look at a stranger's sound file brought to light.
package struct InspectionReport: Codable, Equatable, Sendable {
    /// As a viewer counts them; at least one.
    package var pages: Int
    /// What an incremental update must know.
    package var structure: DocumentStructure
    /// What its own signatures allow.
    package var furtherSignatures: FurtherSignatures
    /// The page that was asked for; nil where there is no such page.
    package var page: PageGeometry?
    /// A blank place of the size that was asked for, on the last page as it is shown; nil where there is none.
    package var blankPlace: Point?

    package init(
        pages: Int, structure: DocumentStructure, furtherSignatures: FurtherSignatures = .unrestricted,
        page: PageGeometry? = nil
    ) {
        self.pages = pages
        self.structure = structure
        self.furtherSignatures = furtherSignatures
        self.page = page
    }
}
