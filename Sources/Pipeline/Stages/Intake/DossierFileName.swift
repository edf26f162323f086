import Certification
import Spool

/// `<code> <name the scan was dropped under>.pdf`: the code is the identity, the rest is for people.
enum DossierFileName {
    static func make(code: DossierCode, originalName: FileName) -> FileName {
        // As people read it: a desk must not show names that break a listing or cannot be typed.
        let stem = String(decoding: originalName.stem, as: UTF8.self)
        var readable = ""
        for scalar in stem.unicodeScalars where scalar.properties.generalCategory != .control && scalar != "/" {
            readable.unicodeScalars.append(scalar)
        }
        let name = FileName(bytes: Array("\(code) \(readable)".utf8).prefix(FileName.maximumByteCount))
        guard let name = name ?? FileName(code.text) else { preconditionFailure("a dossier code makes a file name") }
        return name.appending(".pdf")
    }
}
