// The inbox: finds scans that have arrived, and hands them to intake.
//
// Called by the daemon for a folder that changed, and for all of them on every rescan. Trusts nothing in the folder.
// Promises: a file is taken in only after it stood still for `settle`, with its sidecar; what is no scan or is refused
// goes to `inbox/refused/` with its reason; what desktops and copying programs leave is left alone.

import Certification
import Faults
import Ledger
import Logging
import Spool

extension Office {
    /// Looks at one inbox folder.
    ///
    /// - Parameter slice: for how long, at least; then the rest is left for the next look, which sees what came meanwhile.
    ///   As long again as the listing took, so that a large burst is not mostly listed.
    func takeInArrivals(in folder: SpoolFolder, slice: Duration?) async throws -> Pending {
        let start = ContinuousClock.now
        let directory = try layout.open(folder)
        let arrivals = try arrivals(in: directory, folder)
        let taken = try await scansTakenIn(from: folder)
        let due = tracker.inTurn(arrivals.files, in: folder).filter { !taken.contains($0) }
        let now = ContinuousClock.now
        let deadline = slice.map { now + max($0, (now - start) * 2) }
        return try await Self.forEach(due, until: deadline) { name in
            await self.takeInArrival(name, sidecars: arrivals.sidecars, in: directory, folder)
        }
    }

    /// What there is to look at: scans, and what is none; and what may be said of the scans. Blocking.
    private func arrivals(
        in directory: Directory,
        _ folder: SpoolFolder
    ) throws -> (files: [FileName], sidecars: Set<FileName>) {
        var files: [FileName] = []
        var sidecars: Set<FileName> = []
        var entries = try directory.entries()
        while let entry = try entries.next() {
            let name = entry.name
            // The folders of document types are looked at by themselves.
            guard entry.kind != .directory, !name.isIgnored, !ReasonFile.isReason(name) else { continue }
            // A sidecar may come before its scan, and waits for it.
            if name.hasExtension("yaml") || name.hasExtension("json") {
                sidecars.insert(name)
            } else {
                files.append(name)
            }
        }
        files.sort()
        tracker.keepOnly(files + sidecars, in: folder)
        retries.keepOnly(files, in: folder)
        return (files, sidecars)
    }

    /// Scans that are dossiers already, and whose step is still on its way.
    func scansTakenIn(from folder: SpoolFolder) async throws -> Set<FileName> {
        let steps = try await ledger.openSteps().compactMap { step -> SpoolPath? in
            guard case .committed(let step) = step, step.prepared.transition == .takeIn else { return nil }
            return SpoolPath(bytes: step.prepared.sourcePath)
        }
        return Set(
            steps.compactMap(\.name).filter { steps.contains(layout.ledgerPath(of: $0, in: folder) ?? SpoolPath([])) })
    }

    private func takeInArrival(
        _ name: FileName,
        sidecars: Set<FileName>,
        in directory: Directory,
        _ folder: SpoolFolder
    ) async -> Pending {
        let own = sidecars.isEmpty ? [] : ScanMetadata.sidecars(of: name).filter(sidecars.contains)
        do {
            if let remaining = try settling([name] + own, in: directory, folder) { return .settling(remaining) }
            guard let status = try directory.status(of: name), status.kind == .regular else { return .nothing }
            if let remaining = retries.remaining(name, in: folder, status: status) { return .retry(after: remaining) }
            guard name.hasExtension("pdf") else { throw IntakeFault.notAScan(name: name.display) }
            guard let path = layout.ledgerPath(of: name, in: folder) else {
                throw UnexpectedFault(detail: "no path for \(folder)")
            }
            let code = try await arrivals.exclusively(path) { () -> DossierCode? in
                // A command may have taken it in meanwhile.
                guard try directory.status(of: name) != nil else { return nil }
                return try await takeIn(
                    try scan(
                        name, sidecars: own, of: try await appointment(namedBy: name), in: directory, folder),
                    actor: Actor.intake)
            }
            if let code { await submitAutomatically(code) }
            return .nothing
        } catch SpoolFault.notSettled, SpoolFault.replaced {
            return .settling(configuration.intake.settle)
        } catch {
            return refuse([name] + own, because: error, in: directory, folder)
        }
    }

    /// - Returns: how long one of the files must still stand still; `nil` when all have arrived, or are not there.
    func settling(
        _ names: [FileName],
        in directory: Directory,
        _ folder: SpoolFolder
    ) throws -> Duration? {
        var longest = Duration.zero
        for name in names {
            guard let status = try directory.status(of: name), status.kind == .regular else { continue }
            longest = max(longest, tracker.remaining(name, in: folder, status: status))
        }
        return longest == .zero ? nil : longest
    }

    /// - Parameter given: what the person who asks says of it, before all else.
    func scan(
        _ name: FileName,
        sidecars: [FileName],
        overriddenBy given: FormFields = FormFields(),
        of appointment: AppointmentRecord? = nil,
        in directory: Directory,
        _ folder: SpoolFolder
    ) throws -> Scan {
        var sidecar: (name: FileName, text: String)?
        if let first = sidecars.first, let text = try Self.text(of: first, in: directory) { sidecar = (first, text) }
        var type: String?
        if case .inboxForType(let slug) = folder { type = slug.display }
        guard let path = layout.ledgerPath(of: name, in: folder) else {
            throw UnexpectedFault(detail: "no path for \(folder)")
        }
        return Scan(
            file: try directory.openRegular(name),
            path: path,
            fields: given.falling(
                backOn: try ScanMetadata.fields(
                    sidecar: sidecar,
                    folderType: type,
                    scan: name,
                    types: configuration.offeredTypes
                )
            ).falling(backOn: appointment.map(FormFields.init) ?? FormFields()),
            isConsumed: true,
            appointment: appointment
        )
    }

    private func submitAutomatically(_ code: DossierCode) async {
        guard configuration.intake.submit == .automatic else { return }
        do {
            try await turns.exclusively(code) { try await submit(code, actor: Actor.intake) }
        } catch {
            if case FormFault.tooLargeForMail = error { explain(error, beside: code) }
            // Incomplete: the officer finds it on the desk with its form, which is what the desk is for.
            logger.info(
                "dossier waits for the officer",
                metadata: ["dossier": "\(code)", "fault": "\(FaultDocument(describing: error).code)"]
            )
        }
    }

    /// What no form shows is said beside the scan.
    private func explain(_ error: any Error, beside code: DossierCode) {
        do {
            let reason = FaultDocument(describing: error).wording
            try ReasonFile.write(reason, for: Companion.base(code), in: try layout.open(.scanned))
        } catch {
            logger.error("reason cannot be written", metadata: ["dossier": "\(code)", "error": "\(Loggable(error))"])
        }
    }
}
