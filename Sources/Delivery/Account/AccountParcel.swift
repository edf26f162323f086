import Hashing
import Spool

/// A file of ours, and what it must hold.
package struct ExpectedFile: Sendable {
    package let directory: Directory
    package let name: FileName
    package let digest: Digest

    package init(directory: Directory, name: FileName, digest: Digest) {
        self.directory = directory
        self.name = name
        self.digest = digest
    }

    /// Blocking.
    ///
    /// - Throws: ``SpoolFault/digestMismatch(path:)`` when it holds something else.
    func open() throws(SpoolFault) -> ReadableFile {
        let file = try directory.openRegular(name)
        guard try file.digest() == digest else { throw .digestMismatch(path: file.path) }
        return file
    }
}

/// A certified copy for an account at the portal: a JSON document about it, and the PDF.
package struct AccountParcel: Sendable {
    /// Fixed when the parcel was made; the other side knows duplicates by it.
    package let key: MessageID
    /// CMND, CCCD or MST.
    package let account: String
    /// The dossier's code: what the files are called.
    package let code: String
    /// Frozen: the same octets at each attempt.
    package let document: ExpectedFile
    package let copy: ExpectedFile
    /// As the recipient shall see it.
    package let fileName: String

    package init(
        key: MessageID,
        account: String,
        code: String,
        document: ExpectedFile,
        copy: ExpectedFile,
        fileName: String
    ) {
        self.key = key
        self.account = account
        self.code = code
        self.document = document
        self.copy = copy
        self.fileName = fileName
    }
}

/// One way to an account at the portal.
package protocol AccountChannel: Sendable {
    /// Tries once. Blocking, within the limits of time that the channel keeps.
    func deliver(_ parcel: AccountParcel) -> DeliveryOutcome
}
