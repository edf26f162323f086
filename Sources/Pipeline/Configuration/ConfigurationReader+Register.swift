import Faults

extension ConfigurationReader {
    private static let paddings = Wording(vi: "một số từ 0 đến 9", en: "a number from 0 to 9")
    private static let elsewhere = Wording(
        vi: "một thư mục ngoài inbox và spool, tốt nhất trên ổ đĩa hay máy khác",
        en: "a folder outside of inbox and spool, best on another disk or machine"
    )
    private static let noServer = Wording(
        vi: "signature.timestamp chưa có máy chủ nào.", en: "signature.timestamp names no server.")
    private static let nameServer = Wording(
        vi: "Thêm signature.timestamp, hoặc bỏ khóa này.", en: "Add signature.timestamp, or leave this out.")

    /// `register: {anchor: …, published: …, open-next: …, padding: …}`.
    func register(
        _ top: YAMLSection,
        of name: String,
        outside folders: Folders,
        _ signature: SignatureSettings
    ) throws(ConfigurationFault) -> RegisterSettings {
        let section = try top.optionalSection("register", keys: ["anchor", "published", "open-next", "padding"])
        return RegisterSettings(
            anchor: try anchor(section, of: name, outside: folders, signature),
            padding: try section?.value("padding", expected: Self.paddings) { text in
                Int(text).flatMap { (0...9).contains($0) ? $0 : nil }
            } ?? 0,
            opensNext: try section?.value("open-next", expected: ScalarSyntax.truth, ScalarSyntax.truth) ?? false,
            published: try section?.optionalString("published").map { absolute($0) + "/annulled.json" }
                ?? workspace + "/annulled.json"
        )
    }

    /// `anchor: {folder: …, timestamp: true, signers: […]}`; by default `anchors/` in the workspace, with timestamps
    /// where there are servers for them, and signed by nobody but the seal.
    private func anchor(
        _ register: YAMLSection?,
        of name: String,
        outside folders: Folders,
        _ signature: SignatureSettings
    ) throws(ConfigurationFault) -> AnchorSettings {
        let section = try register.flatMap { (section) throws(ConfigurationFault) in
            try section.optionalSection("anchor", keys: ["folder", "timestamp", "signers"])
        }
        let configured = try section?.optionalString("folder")
        let folder = absolute(configured ?? "anchors")
        for taken in [folders.inbox, folders.spool] where "\(folder)/".hasPrefix(taken + "/") {
            guard let section, let configured else { break }
            throw section.fault("folder", .invalidValue(found: configured, expected: Self.elsewhere))
        }
        let isWanted = try section?.value("timestamp", expected: ScalarSyntax.truth, ScalarSyntax.truth)
        if isWanted == true, signature.timestamp == nil, let section {
            throw section.fault("timestamp", .unusable(detail: Self.noServer, remedy: Self.nameServer))
        }
        var signers: [String] = []
        if let section, section.has("signers") { signers = try section.strings("signers").map(absolute) }
        return AnchorSettings(
            folder: folder + "/" + name, isTimestamped: isWanted ?? (signature.timestamp != nil), signers: signers)
    }
}
