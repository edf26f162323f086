import Faults

/// `<name>.reason.txt`: why a file stands where it stands, for the person who put it elsewhere.
package enum ReasonFile {
    private static let suffix: StaticString = ".reason.txt"

    /// The name of the reason file of a file, or of a dossier code.
    package static func name(for name: FileName) -> FileName { name.appending(suffix) }

    /// Whether a name is that of a reason file: our own writing, no document.
    package static func isReason(_ name: FileName) -> Bool {
        suffix.withUTF8Buffer { name.bytes.count > $0.count && name.bytes.suffix($0.count).elementsEqual($0) }
    }

    /// Writes the reason: the Vietnamese text, and the English below. An older reason for the same name gives way,
    /// in one rename, so that a reader sees one or the other whole. Durable on return. Blocking.
    package static func write(_ reason: Wording, for name: FileName, in directory: Directory) throws(SpoolFault) {
        try directory.replace(Self.name(for: name), with: Array(text(reason).utf8), mode: 0o640)
    }

    /// The same, unless the very same reason stands there already. Blocking.
    package static func writeOnce(_ reason: Wording, for name: FileName, in directory: Directory) throws(SpoolFault) {
        let target = Self.name(for: name)
        let bytes = Array(text(reason).utf8)
        if try directory.status(of: target)?.size == bytes.count,
            try directory.openRegular(target).bytes(limit: bytes.count) == bytes
        {
            return
        }
        try directory.replace(target, with: bytes, mode: 0o640)
    }

    /// Writes the reason for a file that is yet to come, where nobody looks. Blocking.
    ///
    /// - Throws: ``SpoolFault/nameTaken(path:)`` when a file of that name is being set aside just now, or was when the
    ///   program was killed.
    static func prepare(_ reason: Wording, for name: FileName, in directory: Directory) throws(SpoolFault) {
        try directory.draft(Self.name(for: name), of: Array(text(reason).utf8), mode: 0o640)
    }

    /// Puts a prepared reason beside its file. Durable on return. Blocking.
    static func publishPrepared(for name: FileName, in directory: Directory) throws(SpoolFault) {
        try directory.promoteDraft(of: Self.name(for: name))
    }

    /// Takes a prepared reason back. Blocking.
    static func discardPrepared(for name: FileName, in directory: Directory) throws(SpoolFault) {
        try directory.remove(Self.name(for: name).draft)
    }

    private static func text(_ reason: Wording) -> String { reason.vietnamese + "\n\n" + reason.english + "\n" }
}
