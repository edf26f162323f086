import PDF

/// Measures of an attestation, in points, after Nghị định 30/2020/NĐ-CP, Phụ lục I.
struct AttestationStyle {
    /// Of the text.
    let width: Double
    let textSize: Double
    let headingSize: Double
    let smallSize: Double
    /// Between paragraphs.
    let gap: Double
    /// The column of title, signature and name.
    let column: (x: Double, width: Double)
    /// What the picture of the signature fits into, in its middle.
    let signature: Size
    /// Of the QR code with its quiet zone; a text that needs more modules makes it larger.
    let qrSide: Double

    /// Distance of lines within a paragraph.
    static let lineSpacing = 1.15
    static let pageSize = Size(width: .millimetres(210), height: .millimetres(297))
    /// Of a QR code: five dots of a printer, more than two pixels on a screen.
    static let smallestModule = Double.millimetres(0.42)
    /// Of a page of its own: top 25 mm, bottom 20 mm, left 30 mm, right 20 mm.
    static let margin = (
        left: Double.millimetres(30), right: Double.millimetres(20), top: Double.millimetres(25),
        bottom: Double.millimetres(20)
    )
    /// What a seal fits into: a round one is 36 mm wide.
    static let seal = Size(width: .millimetres(36), height: .millimetres(36))

    /// A page of its own.
    static let page = AttestationStyle(
        width: pageSize.width - margin.left - margin.right,
        textSize: 14,
        headingSize: 14,
        smallSize: 10,
        gap: 6,
        column: (.millimetres(68), .millimetres(92)),
        signature: Size(width: .millimetres(50), height: .millimetres(26)),
        qrSide: .millimetres(28)
    )

    /// A block on a page of the original. The column leaves the seal its place on the left.
    static let block = AttestationStyle(
        width: .millimetres(95),
        textSize: 11,
        headingSize: 11,
        smallSize: 8,
        gap: 3,
        column: (.millimetres(9), .millimetres(86)),
        signature: Size(width: .millimetres(44), height: .millimetres(24)),
        qrSide: .millimetres(22)
    )
}
