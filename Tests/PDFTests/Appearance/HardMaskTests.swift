import Testing

@testable import PDF

/// Transparency that is all or nothing.
struct HardMaskTests {
    @Test("what is nearly invisible is left out, what shines through is mixed with white", arguments: [8, 1])
    func pixels(bits: Int) throws {
        let samples: [UInt8] = [200, 0, 0, 200, 0, 0, 0, 0, 100]
        let alpha: [UInt8] = bits == 8 ? [255, 0, 51] : [0b1010_0000]
        let hard = try #require(HardMask(samples: samples, alpha: alpha, width: 3, height: 1, alphaBits: bits))
        #expect(hard.mask == [0b0100_0000])
        #expect(hard.samples[0..<3] == [200, 0, 0])
        #expect(Array(hard.samples[6..<9]) == (bits == 8 ? [204, 204, 224] : [0, 0, 100]))
    }

    @Test func rowsOfTheMaskAreWholeOctets() throws {
        let hard = HardMask(
            samples: [UInt8](repeating: 9, count: 18), alpha: [UInt8](repeating: 0, count: 18), width: 9, height: 2,
            alphaBits: 8)
        #expect(hard?.mask == [0xFF, 0x80, 0xFF, 0x80])
    }

    @Test func whatDoesNotFitIsRefused() {
        #expect(HardMask(samples: [1, 2, 3], alpha: [1], width: 2, height: 1, alphaBits: 8) == nil)
        #expect(HardMask(samples: [1, 2], alpha: [1, 2], width: 2, height: 1, alphaBits: 4) == nil)
        #expect(HardMask(samples: [], alpha: [], width: 0, height: 0, alphaBits: 8) == nil)
    }
}
