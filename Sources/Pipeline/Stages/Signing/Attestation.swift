import Certification
import Faults
import PDF

/// What an attestation (lời chứng) says: its wording, who signs and when, and the code that finds the dossier again.
struct Attestation {
    let template: AttestationTemplate
    let values: [AttestationTemplate.Value: String]
    /// What the clerk will probably fill in: the places in the middle of a line are as wide as this.
    var expected: [AttestationTemplate.Field: String]
    let office: String
    let signerName: String
    /// May have several lines: `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
    let signerTitle: String
    /// The dossier's.
    let code: String
    /// The signature as on paper, transparent.
    let picture: Drawing
    /// Of the seal that will be put beside it, real size.
    let sealSize: Size
    let signedAt: LocalTime
    /// Whether the code is shown as a QR code, too.
    let hasQRCode: Bool
    /// For the QR code; `{code}` in it stands for the dossier's code.
    let verificationURL: String?

    /// What the QR code says.
    var qrText: String {
        let verification = verificationURL.map { "Tra cứu: " + $0.replacing("{code}", with: code) }
        return """
            Mã hồ sơ: \(code)
            Cơ quan: \(office)
            Ký: \(signedAt.stamp)
            \(verification ?? "Đối chiếu mã hồ sơ và số chứng thực với sổ của cơ quan.")
            """
    }

    /// What readers aloud say of a page of its own; the fields have their own labels and values.
    var spokenText: String {
        let lines = template.lines.map { line in
            line.pieces.map { piece in
                switch piece {
                case .text(let text): text
                case .value(let value): values[value] ?? ""
                case .field: "…"
                }
            }.joined()
        }
        return (lines + ["Mã hồ sơ: \(code)", footText(place: Self.ownPage)]).filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    static let ownPage = "kèm trang lời chứng này"

    /// - Parameter place: where the attestation stands: `trang lời chứng này`.
    func footText(place: String) -> String {
        "Bản sao điện tử từ bản chính gồm \(values[.pages] ?? "") trang, \(place). "
            + "Giá trị của bản sao là chữ ký số của người ký và dấu số của cơ quan trong tệp này."
    }
}

/// An attestation in its place: what the leader's revision shows. Places are in points from the sheet's top left corner.
struct AttestationLayout {
    /// Of the whole page, or of the block on a page of the original.
    let size: Size
    /// What a page of its own shows besides the signature; nil on a page of the original, where the signature's field
    /// shows all.
    var page: Drawing?
    /// What the leader's field shows besides the picture.
    var signature: Drawing
    let signaturePlace: Rect
    /// Of the picture, within the leader's field.
    let picturePlace: Rect
    let sealPlace: Rect
    let fields: [AttestationTemplate.Field: Rect]
    /// Of the fields' text.
    let textSize: Double
}
