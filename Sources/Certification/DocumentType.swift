/// A kind of paper: the slug that folders and configuration use, the name that people read (`giay-khai-sinh`,
/// `Giấy khai sinh`). The name is a snapshot: a later change of the configuration does not rewrite a dossier.
package struct DocumentType: Hashable, Sendable {
    package let slug: String
    package let name: String

    package init(slug: String, name: String) {
        self.slug = slug
        self.name = name
    }
}
