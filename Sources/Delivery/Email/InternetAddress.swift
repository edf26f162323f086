import CIDN2
import Certification

/// An address as mail servers and header fields take it: a domain in other letters in its ASCII form (IDNA 2008), so
/// that only letters before the `@` need a server that knows SMTPUTF8 (RFC 6531).
package struct InternetAddress {
    let text: String
    /// In ASCII.
    package let domain: String
    let needsUTF8: Bool

    /// - Returns: `nil` when the domain is none that the Internet can have.
    package init?(_ address: EmailAddress) {
        let local = address.text.prefix { $0 != "@" }
        guard let result = chungthuc_idn2_ascii(String(address.domain)) else { return nil }
        defer { idn2_free(result) }
        domain = String(cString: result)
        text = local + "@" + domain
        needsUTF8 = local.utf8.contains { $0 >= 0x80 }
    }
}
