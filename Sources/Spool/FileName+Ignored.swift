extension FileName {
    /// Whether a folder of ours must leave this file alone: what desktops, office programs, browsers and copying
    /// programs keep beside the documents, or rename into the document when it is complete.
    package var isIgnored: Bool {
        if bytes.first == Self.dot { return true }
        let lowered = bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        return Self.ignoredNames.contains(lowered)
            || Self.ignoredPrefixes.contains { lowered.starts(with: $0) }
            || Self.ignoredSuffixes.contains { lowered.count > $0.count && lowered.suffix($0.count).elementsEqual($0) }
    }

    // Lower case. `@eaDir` and `#recycle` are folders that network storage keeps; `.DS_Store` and `._*` begin with a dot.
    private static let ignoredNames: Set<[UInt8]> = Set(
        ["thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir", "#recycle", "$recycle.bin", "lost+found"].map {
            Array($0.utf8)
        }
    )

    private static let ignoredPrefixes: [[UInt8]] = ["~$", "~wrl"].map { Array($0.utf8) }

    private static let ignoredSuffixes: [[UInt8]] = [
        ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".swp", "~",
    ].map { Array($0.utf8) }
}
