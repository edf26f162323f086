/// What a look at a stranger's sound file brought to light.
package struct InspectionReport: Codable, Equatable, Sendable {
    /// As a viewer counts them; at least one.
    package var pages: Int
    /// What an incremental update must know.
    package var structure: DocumentStructure
    /// The page that was asked for; nil where there is no such page.
    package var page: PageGeometry?

    package init(pages: Int, structure: DocumentStructure, page: PageGeometry? = nil) {
        self.pages = pages
        self.structure = structure
        self.page = page
    }
}
