/// Makes a document of Cairo's a PDF/A-2b (ISO 19005-2): what the claim asks for beyond embedded fonts, which Cairo's
/// documents have, is added in a revision.
///
/// Called by whoever writes documents of our own. Trusts the document; promises nothing of a stranger's.
package struct ArchiveDeclaration: Sendable {
    private let title: String
    private let author: String

    package init(title: String, author: String) {
        self.title = title
        self.author = author
    }

    /// The bytes to append. Blocking.
    package func revision(of document: UnsafeRawBufferPointer, name: String) throws(PDFFault) -> [UInt8] {
        let reader = try DocumentReader(document, name: name)
        var revision = Revision(extending: try reader.structure())
        let profile = try revision.addStream(["N": .integer(3)], data: try ColourProfile.sRGB(), compress: true)
        // What device colours mean (6.2.3).
        let intent: PDFDictionary = [
            "Type": .name("OutputIntent"),
            "S": .name("GTS_PDFA1"),
            "OutputConditionIdentifier": .text("sRGB IEC61966-2.1"),
            "Info": .text("sRGB IEC61966-2.1"),
            "DestOutputProfile": .reference(profile),
        ]
        // Not compressed: programs that do not know PDF read it, too (6.6.2).
        let metadata = try revision.addStream(
            ["Type": .name("Metadata"), "Subtype": .name("XML")], data: Array(packet.utf8), compress: false)
        revision.updateCatalog { catalog in
            catalog["OutputIntents"] = .array([.dictionary(intent)])
            catalog["Metadata"] = .reference(metadata)
        }
        for reference in try reader.references() {
            guard case .object(let object) = try reader.indirectObject(reference), var font = object.dictionary,
                font["Subtype"]?.name == "CIDFontType2", font["CIDToGIDMap"] == nil
            else { continue }
            // Identity is what a reader takes in its absence; the claim wants it written (6.2.11.3.2).
            font["CIDToGIDMap"] = .name("Identity")
            revision.write(.dictionary(font), as: reference)
        }
        return try revision.serialized().bytes
    }

    /// XMP (ISO 16684-1) with the claim (6.6.4).
    private var packet: String {
        """
        <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
        xmlns:dc="http://purl.org/dc/elements/1.1/">
        <pdfaid:part>2</pdfaid:part>
        <pdfaid:conformance>B</pdfaid:conformance>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(Self.escaped(title))</rdf:li></rdf:Alt></dc:title>
        <dc:creator><rdf:Seq><rdf:li>\(Self.escaped(author))</rdf:li></rdf:Seq></dc:creator>
        </rdf:Description>
        </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>
        """
    }

    /// For XML; what XML 1.0 cannot hold is left out.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\u{0}"..<" " where !"\t\n\r".unicodeScalars.contains(scalar), "\u{FFFE}", "\u{FFFF}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
