/// A sentence for people, in both languages: Vietnamese for the office, English for logs and administrators.
package struct Wording: Hashable, Sendable, Codable {
    package var vietnamese: String
    package var english: String

    package init(vi vietnamese: String, en english: String) {
        self.vietnamese = vietnamese
        self.english = english
    }
}
