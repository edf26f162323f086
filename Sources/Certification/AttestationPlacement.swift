/// Where attestation, signature and seal go: onto a page added for them, or onto a page of the original.
package enum AttestationPlacement: Hashable, Sendable, Codable {
    case newPage
    /// On a page of the original; the offset is that of the block's top left corner.
    case onPage(PageChoice, at: Offset)

    package enum PageChoice: Hashable, Sendable, Codable {
        case first, last
        /// From 1.
        case number(Int)
    }

    /// Millimetres to the right and down from the top left corner of the page as people see it.
    package struct Offset: Hashable, Sendable, Codable {
        package let x, y: Double

        package init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }
}

extension AttestationPlacement.PageChoice {
    /// From `first`, `last` or a number from 1.
    package init?(_ text: String) {
        switch text {
        case "first": self = .first
        case "last": self = .last
        default:
            guard let number = Int(text), number >= 1 else { return nil }
            self = .number(number)
        }
    }

    package var text: String {
        switch self {
        case .first: "first"
        case .last: "last"
        case .number(let number): String(number)
        }
    }
}

extension AttestationPlacement {
    /// As the ledger keeps it: `new-page`, or `last 20.0 30.0` with the offset in millimetres.
    package var text: String {
        switch self {
        case .newPage: "new-page"
        case .onPage(let page, let offset): "\(page.text) \(offset.x) \(offset.y)"
        }
    }

    /// From ``text``.
    package init?(text: String) {
        if text == "new-page" {
            self = .newPage
            return
        }
        let parts = text.split(separator: " ")
        guard parts.count == 3, let page = PageChoice(String(parts[0])), let x = Double(parts[1]),
            let y = Double(parts[2])
        else { return nil }
        self = .onPage(page, at: Offset(x: x, y: y))
    }
}
