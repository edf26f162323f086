import Faults

extension ConfigurationReader {
    private static let elsewhere = Wording(
        vi: "một thư mục ngoài inbox và spool, tốt nhất trên ổ đĩa hay máy khác",
        en: "a folder outside of inbox and spool, best on another disk or machine"
    )
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
        if isWanted == true, signature.timestamp == nil {
            throw top.fault("signature.timestamp", .missingKey)
        }
        return AnchorSettings(folder: folder + "/" + name, isTimestamped: isWanted ?? (signature.timestamp != nil))
    }
}
