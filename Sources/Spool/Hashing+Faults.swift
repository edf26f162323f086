import Hashing

/// The hash in the terms of this room's faults.
extension SHA256 {
    static func start() throws(SpoolFault) -> SHA256 {
        do { return try SHA256() } catch { throw .hashingUnavailable }
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) throws(SpoolFault) {
        do { try update(bytes) } catch { throw .hashingUnavailable }
    }

    borrowing func branch() throws(SpoolFault) -> SHA256 {
        do { return try fork() } catch { throw .hashingUnavailable }
    }

    consuming func finish() throws(SpoolFault) -> Digest {
        do { return try finalize() } catch { throw .hashingUnavailable }
    }
}
