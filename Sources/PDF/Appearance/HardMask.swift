/// A picture whose transparency is all or nothing, for files that may have no other: what shines through is mixed with
/// white paper, what is nearly invisible is left out (ISO 32000-1, 8.9.6.3: an explicit mask).
struct HardMask {
    /// Below this part of 255 a pixel is left out.
    private static let threshold = 48

    /// Samples of the picture, in its own colours, eight bits each.
    private(set) var samples: [UInt8]
    /// One bit for a pixel, rows padded to whole octets; 1 leaves the pixel out.
    private(set) var mask: [UInt8]

    /// - Parameters:
    ///   - samples: of eight bits, as many for each pixel as it has colours.
    ///   - alpha: of eight bits, or of one with rows padded to whole octets; as many pixels.
    /// - Returns: nil for other numbers of samples.
    init?(samples: [UInt8], alpha: [UInt8], width: Int, height: Int, alphaBits: Int) {
        guard width > 0, height > 0, samples.count.isMultiple(of: width * height), alphaBits == 8 || alphaBits == 1
        else { return nil }
        let colours = samples.count / (width * height)
        let alphaRow = (width * alphaBits + 7) / 8
        let maskRow = (width + 7) / 8
        guard alpha.count >= alphaRow * height else { return nil }
        var mixed = samples
        var mask = [UInt8](repeating: 0, count: maskRow * height)
        for y in 0..<height {
            for x in 0..<width {
                let opacity =
                    alphaBits == 8
                    ? Int(alpha[y * alphaRow + x]) : Int(alpha[y * alphaRow + x / 8] >> (7 - UInt8(x % 8)) & 1) * 255
                guard opacity < 255 else { continue }
                if opacity < Self.threshold { mask[y * maskRow + x / 8] |= 0x80 >> UInt8(x % 8) }
                let pixel = (y * width + x) * colours
                for index in pixel..<pixel + colours {
                    mixed[index] = UInt8((Int(mixed[index]) * opacity + 255 * (255 - opacity)) / 255)
                }
            }
        }
        self.samples = mixed
        self.mask = mask
    }
}
