import Faults

extension ConfigurationReader {
    private static let elsewhere = Wording(
        vi: "một thư mục ngoài inbox và spool, tốt nhất trên ổ đĩa hay máy khác",
        en: "a folder outside of inbox and spool, best on another disk or machine"
    )
    private static let noServer = Wording(
        vi: "signature.timestamp chưa có máy chủ nào.", en: "signature.timestamp names no server.")
    private static let nameServer = Wording(
        vi: "Thêm signature.timestamp, hoặc bỏ khóa này.", en: "Add signature.timestamp, or leave this out.")
    private static let choice = Wording(vi: "true hoặc false", en: "true or false")

    /// `register: {anchor: {folder: …, timestamp: true}}`; by default `anchors/` in the workspace, with timestamps where
    /// there are servers for them.
    func anchors(
        _ top: YAMLSection,
        of name: String,
        outside folders: Folders,
        _ signature: SignatureSettings
    ) throws(ConfigurationFault) -> AnchorSettings {
        let register = try top.optionalSection("register", keys: ["anchor"])
        let section = try register.flatMap { (section) throws(ConfigurationFault) in
            try section.optionalSection("anchor", keys: ["folder", "timestamp"])
        }
        let configured = try section?.optionalString("folder")
        let folder = absolute(configured ?? "anchors")
        for taken in [folders.inbox, folders.spool] where "\(folder)/".hasPrefix(taken + "/") {
            guard let section, let configured else { break }
            throw section.fault("folder", .invalidValue(found: configured, expected: Self.elsewhere))
        }
        let isWanted = try section?.value("timestamp", expected: Self.choice) { text in
            ["true": true, "yes": true, "on": true, "false": false, "no": false, "off": false][text.lowercased()]
        }
        if isWanted == true, signature.timestamp == nil, let section {
            throw section.fault("timestamp", .unusable(detail: Self.noServer, remedy: Self.nameServer))
        }
        return AnchorSettings(folder: folder + "/" + name, isTimestamped: isWanted ?? (signature.timestamp != nil))
    }
}
