import Spool
import Synchronization

/// Names of copies in the work folder before their dossier has a code.
enum IntakeWorkName {
    private static let counter = Atomic<UInt64>(0)

    static func next() -> FileName {
        let number = counter.add(1, ordering: .relaxed).newValue
        guard let name = FileName("intake-\(number).scan") else { preconditionFailure("digits make a file name") }
        return name
    }
}
