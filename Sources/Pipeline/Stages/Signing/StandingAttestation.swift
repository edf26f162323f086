import PDF
import Synchronization

/// An attestation without what is one dossier's alone: its code, the QR code, the time of signing. Drawn once and used
/// for every dossier that says the same otherwise; the rest is set into it, which takes no fonts.
struct StandingAttestation: Sendable {
    let layout: AttestationLayout
    let style: AttestationStyle
    /// On the page, or in the block.
    let code: Rect?
    /// On the page, or in the block; nil where there is no QR code.
    let qr: Rect?
    /// In the leader's field.
    let time: Rect?
    let letters: DossierLetters

    /// - Parameter qrCode: the attestation's, if it has one.
    /// - Throws: ``PDFFault/drawingFailed(reason:)``.
    func layout(for attestation: Attestation, _ qrCode: QRCode?) throws(PDFFault) -> AttestationLayout {
        var layout = layout
        if let time {
            layout.signature = layout.signature.covered(
                by: try letters.timeLine(attestation, style), at: Point(x: time.x, y: time.y))
        }
        var ground = layout.page ?? layout.signature
        if let code {
            ground = ground.covered(by: try letters.codeLine(attestation, style), at: Point(x: code.x, y: code.y))
        }
        if let qr, let code = qrCode {
            ground = ground.covered(by: code.drawing(side: qr.width), at: Point(x: qr.x, y: qr.y))
        }
        if layout.page == nil { layout.signature = ground } else { layout.page = ground }
        return layout
    }
}

extension Attestation {
    /// On an A4 page of its own. Blocking.
    ///
    /// - Throws: ``PDFFault``: a character without a font; more text than fits the page.
    func layOutPage() throws(PDFFault) -> AttestationLayout {
        let qrCode = try qrCode()
        return try Self.standing(look(isPage: true, qrCode)) { () throws(PDFFault) in
            try self.withoutDigits.standingPage()
        }.layout(for: self, qrCode)
    }

    /// As a block for a page of the original. Blocking.
    ///
    /// - Throws: as ``layOutPage()``.
    func layOutBlock() throws(PDFFault) -> AttestationLayout {
        let qrCode = try qrCode()
        return try Self.standing(look(isPage: false, qrCode)) { () throws(PDFFault) in
            try self.withoutDigits.standingBlock()
        }.layout(for: self, qrCode)
    }

    private func qrCode() throws(PDFFault) -> QRCode? { hasQRCode ? try QRCode(qrText) : nil }

    private func look(isPage: Bool, _ qrCode: QRCode?) -> AttestationLook {
        var look = AttestationLook()
        look.add(isPage ? "page" : "block")
        look.add(template.lines.count)
        for line in template.lines {
            look.add(line.isHeading ? "heading" : "paragraph")
            look.add(line.pieces.count)
            for piece in line.pieces {
                switch piece {
                case .text(let text): look.add(piece: text)
                case .value(let value): look.add(piece: values[value] ?? "")
                case .field(let field):
                    look.add("field")
                    look.add(field.rawValue)
                    look.add(withoutDigits: expected[field] ?? "")
                }
            }
        }
        for text in [office, signerName, signerTitle, values[.pages] ?? ""] { look.add(text) }
        for text in [code, signedAt.stamp] { look.add(withoutDigits: text) }
        for size in [picture.size, sealSize] {
            look.add(size.width)
            look.add(size.height)
        }
        look.add(qrCode?.sideWithQuietZone ?? 0)
        return look
    }

    /// Digits are all as wide as one another: the next number takes the same place.
    private var withoutDigits: Attestation {
        var attestation = self
        attestation.expected = expected.mapValues { String($0.map { $0.isASCII && $0.isNumber ? "0" : $0 }) }
        return attestation
    }

    // MARK: What many share

    /// Of each number of pages and each kind of document, those of the last days.
    private static let most = 256
    private static let known = Mutex<[AttestationLook: StandingAttestation]>([:])

    private static func standing(
        _ look: AttestationLook, make: () throws(PDFFault) -> StandingAttestation
    ) throws(PDFFault) -> StandingAttestation {
        if let standing = known.withLock({ $0[look] }) { return standing }
        let standing = try make()
        known.withLock { known in
            if known.count >= most { known = [:] }
            known[look] = standing
        }
        return standing
    }
}
