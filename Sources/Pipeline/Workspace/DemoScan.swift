import PDF

/// A sample scan to play with: a birth certificate that nobody has.
enum DemoScan {
    private static let size = Size(width: .millimetres(210), height: .millimetres(297))

    /// A one-page PDF.
    static func make() throws(PDFFault) -> [UInt8] {
        var canvas = try Canvas(width: size.width, height: size.height)
        let width = size.width - .millimetres(40)
        var y = Double.millimetres(22)
        let left = Double.millimetres(20)
        for line in lines {
            let block = TextBlock(
                line.text,
                size: line.size,
                bold: line.isBold,
                alignment: line.isCentered ? .center : .leading
            )
            y += try canvas.text(block, in: Rect(x: left, y: y, width: width, height: .infinity)) + line.gap
        }
        let watermark = TextBlock("BẢN MẪU", size: 40, bold: true, color: Color(red: 0.9, green: 0.9, blue: 0.9))
        try canvas.text(watermark, in: Rect(x: left, y: size.height - 140, width: width, height: .infinity))
        return try canvas.finishDocument()
    }

    private struct Line {
        let text: String
        var size = 14.0
        var isBold = false
        var isCentered = false
        var gap = 8.0
    }

    private static let lines = [
        Line(text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", isBold: true, isCentered: true, gap: 2),
        Line(text: "Độc lập – Tự do – Hạnh phúc", isBold: true, isCentered: true, gap: 40),
        Line(text: "GIẤY KHAI SINH", size: 22, isBold: true, isCentered: true, gap: 6),
        Line(text: "(BẢN CHÍNH)", isCentered: true, gap: 36),
        Line(text: "Họ, chữ đệm, tên: NGUYỄN THỊ THU"),
        Line(text: "Ngày, tháng, năm sinh: 24/09/1991"),
        Line(text: "Giới tính: Nữ          Dân tộc: Kinh          Quốc tịch: Việt Nam"),
        Line(text: "Nơi sinh: Xã Đông Phương, huyện Đông Hưng, tỉnh Thái Bình"),
        Line(text: "Họ, chữ đệm, tên người mẹ: TRẦN THỊ MẪU"),
        Line(text: "Họ, chữ đệm, tên người cha: NGUYỄN VĂN MẪU"),
        Line(text: "Nơi đăng ký khai sinh: Ủy ban nhân dân xã Đông Phương", gap: 60),
        Line(text: "NGƯỜI KÝ GIẤY KHAI SINH", isBold: true, isCentered: true, gap: 4),
        Line(text: "(Đã ký và đóng dấu)", isCentered: true),
    ]
}
