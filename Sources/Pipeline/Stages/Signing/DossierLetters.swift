import PDF

/// What a dossier's code and the time of signing are set from, in the fonts of the attestation around them.
struct DossierLetters {
    private let code: TypeCase
    private let time: TypeCase

    /// Drawn, but not cast yet: the last two drawings of a canvas.
    struct Samples {
        fileprivate let code: TypeCase.Sample
        fileprivate let time: TypeCase.Sample

        /// - Throws: ``PDFFault/charactersWithoutFont(_:)``.
        init(of attestation: Attestation, on canvas: inout Canvas) throws(PDFFault) {
            code = try TypeCase.draw(attestation.lettersOfCode, bold: true, on: &canvas)
            time = try TypeCase.draw(attestation.lettersOfTime, on: &canvas)
        }
    }

    /// - Parameter drawings: of the canvas.
    /// - Throws: ``PDFFault/drawingFailed(reason:)``.
    init(_ samples: Samples, in drawings: [Drawing]) throws(PDFFault) {
        let last = drawings.suffix(2)
        guard last.count == 2, let first = last.first, let second = last.last else {
            throw .drawingFailed(reason: "\(drawings.count) drawings")
        }
        code = try TypeCase(samples.code, in: first)
        time = try TypeCase(samples.time, in: second)
    }

    func codeLine(_ attestation: Attestation, _ style: AttestationStyle) throws(PDFFault) -> Drawing {
        try code.line(attestation.code, style)
    }

    func timeLine(_ attestation: Attestation, _ style: AttestationStyle) throws(PDFFault) -> Drawing {
        try time.line(attestation.signedAt.stamp, style)
    }
}

extension TypeCase {
    fileprivate func line(_ text: String, _ style: AttestationStyle) throws(PDFFault) -> Drawing {
        guard let line = line(text, size: style.smallSize) else {
            throw .drawingFailed(reason: "a letter was not cast")
        }
        return line
    }
}

extension Attestation {
    /// Those of the next dossier's code, too.
    fileprivate var lettersOfCode: String { "0123456789-." + code }
    fileprivate var lettersOfTime: String { "0123456789" + signedAt.stamp }

    /// Of the code, in points; the next one is as wide.
    func codeWidth(_ style: AttestationStyle) throws(PDFFault) -> Double {
        try TypeCase.cast(lettersOfCode, bold: true).line(code, style).size.width
    }

    /// Of the time of signing, in points; the next one is as wide.
    func timeWidth(_ style: AttestationStyle) throws(PDFFault) -> Double {
        try TypeCase.cast(lettersOfTime).line(signedAt.stamp, style).size.width
    }
}
