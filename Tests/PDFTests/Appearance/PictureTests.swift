import Foundation
import TestSupport
import Testing

@testable import PDF

/// Pictures that come from people, and those that we draw for a demo.
@Suite struct PictureTests {
    @Test func theSealIsARealSizedTransparentPicture() throws {
        let workspace = try TemporaryDirectory()
        let bytes = try DemoArtwork.seal(office: "UBND xã Phú Cường", place: "TP. Hà Nội")
        let picture = try PNGImage(bytes, name: "seal.png")
        // 36 mm at 300 pixels per inch.
        #expect(picture.width == 426)
        #expect(picture.height == 426)
        let colors = try judge(bytes, in: workspace)
        #expect(colors.clear > 0.4, "paper shows through")
        #expect(colors.red > 0.1)
        #expect(colors.blue == 0)
    }

    @Test func theSignatureIsBlueAndTransparent() throws {
        let workspace = try TemporaryDirectory()
        let colors = try judge(DemoArtwork.signature(name: "Nguyễn Văn A"), in: workspace)
        #expect(colors.clear > 0.8)
        #expect(colors.blue > 0.01)
        #expect(colors.red == 0)
    }

    @Test func anotherNameIsSignedDifferently() throws {
        let one = try DemoArtwork.signature(name: "Nguyễn Văn A")
        #expect(try one == DemoArtwork.signature(name: "Nguyễn Văn A"))
        #expect(try one != DemoArtwork.signature(name: "Trần Thị Bích"))
    }

    @Test(arguments: ["empty", "text", "header", "truncated", "huge"])
    func whatIsNoPictureIsRefused(_ kind: String) throws {
        let good = try DemoArtwork.signature(name: "A")
        var huge = good
        huge.replaceSubrange(16..<20, with: [0, 1, 0, 0])
        let bytes: [UInt8] =
            switch kind {
            case "empty": []
            case "text": Array("<svg/>".utf8)
            case "header": Array(good.prefix(33))
            case "truncated": Array(good.prefix(good.count / 2))
            default: huge
            }
        let fault = #expect(throws: PDFFault.self) { try PNGImage(bytes, name: "pki/leader.png") }
        #expect(fault?.code == "image-invalid")
        #expect(fault?.message.english.contains("pki/leader.png") == true)
    }

    /// Parts of the picture that are transparent, red and blue, as poppler paints it over white.
    private func judge(
        _ png: [UInt8], in workspace: borrowing TemporaryDirectory
    ) throws -> (clear: Double, red: Double, blue: Double) {
        let picture = try PNGImage(png, name: "picture")
        let size = Size(width: Double(picture.width) / 4, height: Double(picture.height) / 4)
        var canvas = try Canvas(width: size.width, height: size.height)
        try canvas.image(picture, in: Rect(x: 0, y: 0, width: size.width, height: size.height))
        let file = try workspace.write(BlankDocument.showing([(try canvas.finish(), 0, 0)]), to: "picture.pdf")
        let area = ["-x", "0", "-y", "\(842 - Int(size.height))", "-W", "\(Int(size.width))", "-H", "\(Int(size.height))"]
        try Tool.run("pdftoppm", ["-f", "2", "-singlefile", "-r", "72"] + area + [file, workspace.file("picture")])
        // A binary PPM: P6, width height, 255, then three bytes a pixel.
        let data = try Data(contentsOf: URL(fileURLWithPath: workspace.file("picture.ppm")))
        let pixels = Int(size.width) * Int(size.height)
        let values = Array(data.suffix(3 * pixels))
        var (clear, red, blue) = (0, 0, 0)
        for index in 0..<pixels {
            let (r, g, b) = (Int(values[3 * index]), Int(values[3 * index + 1]), Int(values[3 * index + 2]))
            if min(r, g, b) > 250 { clear += 1 }
            if r > 180, g < 120, b < 120 { red += 1 }
            if b > r + 60, r < 120 { blue += 1 }
        }
        let all = Double(pixels)
        return (Double(clear) / all, Double(red) / all, Double(blue) / all)
    }
}
