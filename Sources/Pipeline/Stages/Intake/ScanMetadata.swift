import Certification
import Spool

/// What is known of a dropped scan before anybody fills in its form: sidecar, folder and file name, first found wins.
enum ScanMetadata {
    /// The names a sidecar may have: `scan.yaml`, `scan.json`.
    static func sidecars(of scan: FileName) -> [FileName] {
        [scan.replacingExtension(with: "yaml"), scan.replacingExtension(with: "json")]
    }

    /// - Throws: ``FormFault`` for a sidecar that cannot be read, naming file, line and key.
    static func fields(
        sidecar: (name: FileName, text: String)?,
        folderType: String?,
        scan: FileName,
        types: [DocumentType]
    ) throws(FormFault) -> FormFields {
        var fields = FormFields()
        if let sidecar { fields = try FormFile.read(sidecar.text, file: sidecar.name.display) }
        fields = fields.falling(backOn: FormFields(type: folderType))
        return fields.falling(backOn: named(by: scan, types: types))
    }

    /// `<document-type>__<recipient>.pdf`; a half that is neither says nothing.
    private static func named(by scan: FileName, types: [DocumentType]) -> FormFields {
        let parts = String(decoding: scan.stem, as: UTF8.self).split(separator: "__", maxSplits: 1)
        guard parts.count == 2 else { return FormFields() }
        let type = types.first { $0.slug == parts[0] }?.slug
        let recipient = FormFields(recipient: String(parts[1])) ?? FormFields()
        return recipient.falling(backOn: FormFields(type: type))
    }
}
