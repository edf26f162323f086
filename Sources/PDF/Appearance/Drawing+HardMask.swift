extension Drawing.Supplies {
    /// Pictures and their masks without soft masks, by the numbers that they have here.
    func hardened() throws(PDFFault) -> [PDFReference: Drawing.Stream] {
        guard let document else { return [:] }
        var found: [PDFReference: Drawing.Stream] = [:]
        for need in needs {
            guard case .stream(let picture) = need.content, let mask = picture.dictionary["SMask"]?.reference else {
                continue
            }
            let result = document.withUnsafeBytes { bytes in
                Result { () throws(PDFFault) in
                    try Self.harden(need.number, mask, in: DocumentReader(bytes, name: "cairo"))
                }
            }
            let (hardPicture, hardMask) = try result.get()
            found[need.number] = hardPicture
            found[mask] = hardMask
        }
        return found
    }

    private static func harden(
        _ picture: PDFReference,
        _ mask: PDFReference,
        in reader: borrowing DocumentReader
    ) throws(PDFFault) -> (picture: Drawing.Stream, mask: Drawing.Stream) {
        var entries = try Drawing.stream(picture, of: reader).dictionary
        let width = entries["Width"]?.integer ?? 0
        let height = entries["Height"]?.integer ?? 0
        let limit = PNGImage.largestArea * 4
        let hard = HardMask(
            samples: try reader.decodedData(of: picture, limit: limit),
            alpha: try reader.decodedData(of: mask, limit: limit),
            width: width,
            height: height,
            alphaBits: try Drawing.stream(mask, of: reader).dictionary["BitsPerComponent"]?.integer ?? 8
        )
        guard let hard else { throw .drawingFailed(reason: "a picture's transparency cannot be read") }
        entries["SMask"] = nil
        entries["Mask"] = .reference(mask)
        entries["Filter"] = .name("FlateDecode")
        entries["DecodeParms"] = nil
        let maskEntries: PDFDictionary = [
            "Type": .name("XObject"),
            "Subtype": .name("Image"),
            "Width": .integer(width),
            "Height": .integer(height),
            "ImageMask": .boolean(true),
            "BitsPerComponent": .integer(1),
            "Filter": .name("FlateDecode"),
        ]
        return (
            Drawing.Stream(dictionary: entries, data: try Deflate.compress(hard.samples)),
            Drawing.Stream(dictionary: maskEntries, data: try Deflate.compress(hard.mask))
        )
    }
}
