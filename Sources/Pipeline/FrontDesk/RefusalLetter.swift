import Certification
import PDF

/// What can stand in the text of a written refusal. `identity` is `(CMND/CCCD/MST: 151804051)`, or nothing for somebody
/// without an account.
package enum RefusalPlaceholder: String, CaseIterable, Sendable {
    case office, place, date, name, identity, ground, signer, title
    case documentType = "document-type"
}

/// Who gets a written refusal at the counter, and why.
package struct RefusalWish: Codable, Sendable {
    /// Of an account that the office knows.
    package var account: String?
    /// Of anybody else.
    package var name: String?
    /// The slug.
    package var documentType: String
    package var ground: String?
    package var reason: String?
    /// Absolute; `nil` for a file of its own in the office's folder.
    package var output: String?

    package init(
        account: String?, name: String?, documentType: String, ground: String?, reason: String?, output: String?
    ) {
        self.account = account
        self.name = name
        self.documentType = documentType
        self.ground = ground
        self.reason = reason
        self.output = output
    }
}

/// The written refusal as a page: each line of the template is a paragraph, `# ` begins a centred heading.
struct RefusalLetter {
    private static let page = Size(width: .millimetres(210), height: .millimetres(297))
    private static let margin = Double.millimetres(25)
    private static let textSize = 13.0
    /// Where the signer's picture goes: right half, below the text.
    private static let signatureSize = Size(width: .millimetres(60), height: .millimetres(25))

    let office: String
    let lines: [String]
    /// Two lines above and below the signature: title and name.
    let signer: (title: String, name: String)

    /// Draws the page. Blocking.
    ///
    /// - Returns: the document, and where the signature goes, in points from the page's top left corner.
    func drawn() throws -> (bytes: [UInt8], signature: Rect) {
        let output = Output()
        var canvas = try PageCanvas(
            size: Self.page, title: "Từ chối chứng thực", author: office, write: output.take)
        let width = Self.page.width - 2 * Self.margin
        var y = Self.margin
        for line in lines {
            let isHeading = line.hasPrefix("# ")
            let block = TextBlock(
                isHeading ? String(line.dropFirst(2)) : line, size: Self.textSize, bold: isHeading,
                alignment: isHeading ? .center : .leading)
            let room = Rect(x: Self.margin, y: y, width: width, height: .infinity)
            y += try line.isBlank ? Self.textSize : canvas.flow(block, in: room).height + 6
        }
        y += Self.textSize
        let column = Rect(x: Self.page.width / 2, y: y, width: Self.page.width / 2 - Self.margin, height: .infinity)
        let title = TextBlock(signer.title, size: Self.textSize, bold: true, alignment: .center)
        y += try canvas.flow(title, in: column).height + 4
        let place = Rect(
            x: column.x + (column.width - Self.signatureSize.width) / 2, y: y, width: Self.signatureSize.width,
            height: Self.signatureSize.height)
        y += Self.signatureSize.height + 4
        let name = TextBlock(signer.name, size: Self.textSize, bold: true, alignment: .center)
        let below = Rect(x: column.x, y: y, width: column.width, height: .infinity)
        y += try canvas.flow(name, in: below).height
        guard y <= Self.page.height - Self.margin else { throw RefusalFault.tooLong }
        try canvas.finish()
        return (output.bytes, place)
    }

    private final class Output {
        private(set) var bytes: [UInt8] = []

        func take(_ piece: UnsafeRawBufferPointer) -> Bool {
            bytes.append(contentsOf: piece)
            return true
        }
    }
}
