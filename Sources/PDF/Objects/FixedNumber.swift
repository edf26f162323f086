/// A number with at most five decimals, the accuracy that ISO 32000-1, Annex C promises.
struct FixedNumber {
    /// Of the decimals.
    static let unit: UInt = 100_000

    let isNegative: Bool
    let whole: UInt
    /// In hundred-thousandths.
    let decimals: UInt

    /// - Parameter value: what is not finite, or has more than twelve digits, is taken for 0.
    init(_ value: Double) {
        let scaled = (value * Double(Self.unit)).rounded()
        let digits = scaled.magnitude < 1e17 ? UInt(scaled.magnitude) : 0
        (whole, decimals) = digits.quotientAndRemainder(dividingBy: Self.unit)
        isNegative = digits > 0 && scaled < 0
    }
}
