/// A number of a register book, shown as `12/ĐT`, or `012/ĐT` when the office pads to three digits.
package struct RegisterNumber: Hashable, Sendable {
    /// 1 and up.
    package let value: Int
    /// The least number of digits shown; 0 for none.
    package let padding: Int

    package init(_ value: Int, padding: Int = 0) {
        self.value = value
        self.padding = padding
    }

    package var text: String { value.padded(to: padding) + BookName.suffix }
}

extension RegisterNumber: CustomStringConvertible {
    package var description: String { text }
}
