import Faults
import Glibc

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
        let target = Self.name(for: name)
        let draft = target.draft
        // A draft left by a crash.
        try directory.remove(draft)
        var file = try directory.create(draft, mode: 0o640)
        try file.write(Array(text(reason).utf8))
        _ = try file.sync()
        try systemCall(.move, directory.describe(target)) {
            draft.withCString { old in
                target.withCString { new in renameat(directory.number, old, directory.number, new) }
            }
        }
        try directory.sync()
    }

    private static func text(_ reason: Wording) -> String { reason.vietnamese + "\n\n" + reason.english + "\n" }
}
