import PDF

/// Where seal, number, book and date go on an original that somebody has signed already.
///
/// Such a signature allows new signature fields, but no text fields: there the seal's field spans all of these places,
/// and its appearance shows what text fields show elsewhere. The seal's revision finds them in the field's dictionary.
struct SealPlaces {
    /// In the dictionary of the seal's field.
    static let key = PDFName("ChungThucDienTu")

    /// Of the whole block, in points from the visible top left corner that places are measured from.
    private(set) var frame: Rect
    /// Within the frame.
    private(set) var seal: Rect
    private(set) var fields: [AttestationTemplate.Field: Rect]

    init(_ layout: AttestationLayout) {
        let places = [layout.sealPlace] + layout.fields.values
        let (left, top) = (places.map(\.x).min() ?? 0, places.map(\.y).min() ?? 0)
        let right = places.map { $0.x + $0.width }.max() ?? 0
        let bottom = places.map { $0.y + $0.height }.max() ?? 0
        func within(_ place: Rect) -> Rect {
            Rect(x: place.x - left, y: place.y - top, width: place.width, height: place.height)
        }
        frame = Rect(x: left, y: top, width: right - left, height: bottom - top)
        seal = within(layout.sealPlace)
        fields = layout.fields.mapValues(within)
    }

    // MARK: In the file

    var entry: PDFObject {
        var dictionary: PDFDictionary = ["Frame": Self.array(frame), "Seal": Self.array(seal)]
        for (field, place) in fields { dictionary[PDFName(field.rawValue)] = Self.array(place) }
        return .dictionary(dictionary)
    }

    /// Nil for a field that is only the seal's.
    init?(of field: PDFDictionary) {
        guard let entry = field[Self.key]?.dictionary, let frame = Self.rect(entry["Frame"]),
            let seal = Self.rect(entry["Seal"])
        else { return nil }
        (self.frame, self.seal, fields) = (frame, seal, [:])
        for field in AttestationTemplate.Field.allCases { fields[field] = Self.rect(entry[PDFName(field.rawValue)]) }
    }

    private static func array(_ rect: Rect) -> PDFObject {
        .array([rect.x, rect.y, rect.width, rect.height].map { .number($0) })
    }

    private static func rect(_ object: PDFObject?) -> Rect? {
        let numbers = object?.array?.compactMap(\.number) ?? []
        guard numbers.count == 4 else { return nil }
        return Rect(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    }
}
