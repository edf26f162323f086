import Faults
import Spool

extension Doctor {
    /// What the daemon says keeps it from its work; nothing where none runs. Blocking, for a moment.
    func obstacles() -> [DoctorFinding] {
        do {
            let state = try layout.open(.state)
            let reply = try ControlClient.call(
                try ControlMessage.bytes(OfficeRequest.obstacles), in: state, timeout: .seconds(10)
            )
            return try ControlMessage.results(reply).compactMap(\.fault).map { fault in
                fault.code == PolledFolders.code
                    ? .warning("daemon", fault.message, remedy: fault.remedy) : .problem("daemon", fault)
            }
        } catch SpoolFault.daemonAbsent {
            return []
        } catch {
            return [.problem("daemon", FaultDocument(describing: error))]
        }
    }

    /// Room for work: without it the stations pause, and go on by themselves when there is some again.
    func space() -> [DoctorFinding] {
        do {
            let state = try layout.open(.state)
            try state.requireRoom(forDocumentOf: configuration.intake.limit)
            let free = try state.freeBytes()
            guard free < 1 << 30 else { return [] }
            return [.warning("disk", Self.littleRoom(free), remedy: SpoolFault.noRoom(path: state.path).remedy)]
        } catch {
            return [.problem("disk", error)]
        }
    }

    private static func littleRoom(_ free: UInt64) -> Wording {
        Wording(vi: "Ổ đĩa chỉ còn \(free >> 20) MiB.", en: "Only \(free >> 20) MiB are free.")
    }
}
