/// The fee for certified copies: 2.000 đ for each of pages 1 and 2, 1.000 đ from page 3, at most 200.000 đ a copy, by
/// pages of the original (Circular 226/2016/TT-BTC).
package struct Fee: Hashable, Sendable {
    /// Đồng.
    package let amount: Int

    package init(amount: Int) {
        self.amount = amount
    }

    /// - Parameters:
    ///   - pages: pages of the original, not counting the attestation.
    ///   - copies: copies made together.
    package init(pages: Int, copies: Int) {
        let firstPages = min(pages, 2) * 2000
        let perCopy = min(firstPages + max(0, min(pages, 1000) - 2) * 1000, 200_000)
        amount = perCopy * copies
    }

    /// `12.000 đ`.
    package var text: String {
        var groups: [String] = []
        var rest = amount
        while rest >= 1000 {
            groups.append((rest % 1000).padded(to: 3))
            rest /= 1000
        }
        return ([String(rest)] + groups.reversed()).joined(separator: ".") + " đ"
    }
}
