import Certification

/// A name and an address (RFC 5322, 3.4).
package struct Mailbox: Hashable, Sendable {
    /// For people; may be empty.
    package let name: String
    package let address: EmailAddress

    package init(name: String = "", address: EmailAddress) {
        self.name = name
        self.address = address
    }
}
