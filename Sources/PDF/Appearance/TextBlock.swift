/// Text to be set: pieces of one paragraph or several (a newline begins the next), each with its own look.
package struct TextBlock: Hashable, Sendable {
    package var runs: [TextRun]
    package var alignment: TextAlignment
    /// Distance of lines as a multiple of the font's own.
    package var lineSpacing: Double

    package init(_ runs: [TextRun], alignment: TextAlignment = .leading, lineSpacing: Double = 1) {
        self.runs = runs
        self.alignment = alignment
        self.lineSpacing = lineSpacing
    }

    package init(
        _ text: String, size: Double, bold: Bool = false, italic: Bool = false, color: Color = .black,
        alignment: TextAlignment = .leading
    ) {
        self.init([TextRun(text, size: size, bold: bold, italic: italic, color: color)], alignment: alignment)
    }

    /// The font of official documents: Times metric, complete Vietnamese (Nghị định 30/2020/NĐ-CP, Phụ lục I, asks for
    /// Times New Roman; this is its free equal).
    package static let family = "Liberation Serif"
}

package enum TextAlignment: Hashable, Sendable {
    case leading, center, trailing, justified
}

/// Text of one look.
package struct TextRun: Hashable, Sendable {
    package var text: String
    /// In points.
    package var size: Double
    package var bold: Bool
    package var italic: Bool
    package var color: Color
    /// In points: instead of text, a place in the line that stays blank for what is filled in later.
    private(set) var blank: Double?

    package init(_ text: String, size: Double, bold: Bool = false, italic: Bool = false, color: Color = .black) {
        self.text = text
        self.size = size
        self.bold = bold
        self.italic = italic
        self.color = color
    }

    /// A blank place as high as text of this size.
    package init(blank width: Double, size: Double) {
        self.init("", size: size)
        blank = width
    }
}
