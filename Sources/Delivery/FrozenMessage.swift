import Glibc
import Hashing
import Spool

/// A message made once: each attempt, after a failure or a crash too, sends these bytes.
package struct FrozenMessage: Sendable {
    /// Fixed when the message was made; the recipient's system knows duplicates by it.
    package let messageID: MessageID
    /// Seconds since 1970, as in the message's Date.
    package let date: Int64
    /// Where the bytes are.
    package let directory: Directory
    package let name: FileName
    package let digest: Digest
    /// Whether an attempt before this one may have succeeded without our learning of it.
    package let isRepeated: Bool

    package init(
        messageID: MessageID,
        date: Int64,
        directory: Directory,
        name: FileName,
        digest: Digest,
        isRepeated: Bool
    ) {
        self.messageID = messageID
        self.date = date
        self.directory = directory
        self.name = name
        self.digest = digest
        self.isRepeated = isRepeated
    }
}

extension FrozenMessage {
    /// What trouble with files means for the delivery.
    func outcome(of fault: SpoolFault) -> DeliveryOutcome {
        switch fault {
        case .digestMismatch, .notRegular, .system(.open, directory.describe(name), ENOENT):
            // The frozen message itself is damaged or gone.
            .refused(fault.message)
        default:
            // A full disk, a missing permission: what an administrator mends, after which it goes by itself.
            .retryLater(fault.message)
        }
    }
}
