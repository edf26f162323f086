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

    /// - Throws: ``PDFFault/drawingFailed(reason:)``.
    func layout(for attestation: Attestation) throws(PDFFault) -> AttestationLayout {
        var layout = layout
        if let time {
            layout.signature = layout.signature.covered(
                by: try attestation.timeLine(style), at: Point(x: time.x, y: time.y))
        }
        var ground = layout.page ?? layout.signature
        if let code {
            ground = ground.covered(by: try attestation.codeLine(style), at: Point(x: code.x, y: code.y))
        }
        if let qr {
            let code = try QRCode(attestation.qrText)
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
        try Self.standing(try self.look(isPage: true)) { () throws(PDFFault) in
            try self.withoutDigits.standingPage()
        }.layout(for: self)
    }

    /// As a block for a page of the original. Blocking.
    ///
    /// - Throws: as ``layOutPage()``.
    func layOutBlock() throws(PDFFault) -> AttestationLayout {
        try Self.standing(try self.look(isPage: false)) { () throws(PDFFault) in
            try self.withoutDigits.standingBlock()
        }.layout(for: self)
    }

    // MARK: What is the dossier's alone

    func codeLine(_ style: AttestationStyle) throws(PDFFault) -> Drawing {
        try Self.line(code, try TypeCase.cast("0123456789-." + code, bold: true), size: style.smallSize)
    }

    func timeLine(_ style: AttestationStyle) throws(PDFFault) -> Drawing {
        let text = signedAt.stamp
        return try Self.line(text, try TypeCase.cast("0123456789" + text), size: style.smallSize)
    }

    private static func line(_ text: String, _ letters: TypeCase, size: Double) throws(PDFFault) -> Drawing {
        let box = letters.width(of: text, size: size).map { Size(width: $0, height: letters.lineHeight(size: size)) }
        guard let box, let line = letters.line(text, size: size, in: box) else {
            throw .drawingFailed(reason: "a letter was not cast")
        }
        return line
    }

    // MARK: What many share

    /// All that a standing attestation depends on.
    private struct Look: Hashable {
        let isPage: Bool
        let template: AttestationTemplate
        let values: [AttestationTemplate.Value: String]
        let expected: [AttestationTemplate.Field: String]
        let texts: [String]
        let sizes: [Size]
        let qrModules: Double
    }

    private func look(isPage: Bool) throws(PDFFault) -> Look {
        let style = isPage ? AttestationStyle.page : .block
        let shown = Set(template.lines.flatMap(\.pieces))
        return Look(
            isPage: isPage,
            template: template,
            values: values.filter { shown.contains(.value($0.key)) },
            expected: withoutDigits.expected,
            texts: [office, signerName, signerTitle, values[.pages] ?? ""],
            sizes: [picture.size, sealSize, try codeLine(style).size, try timeLine(style).size],
            qrModules: hasQRCode ? try QRCode(qrText).modules : 0
        )
    }

    /// Digits are all as wide as one another: the next number takes the same place.
    private var withoutDigits: Attestation {
        var attestation = self
        attestation.expected = expected.mapValues { String($0.map { $0.isASCII && $0.isNumber ? "0" : $0 }) }
        return attestation
    }

    /// Of each number of pages and each kind of document, those of the last days.
    private static let most = 256
    private static let known = Mutex<[Look: StandingAttestation]>([:])

    private static func standing(
        _ look: Look, make: () throws(PDFFault) -> StandingAttestation
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
