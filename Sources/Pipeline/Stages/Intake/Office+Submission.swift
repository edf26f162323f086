// Submission by command: a code on the officer's desk is submitted, a file is taken in and submitted in one step.
//
// Called by `submit`. A file from outside stays where it is; one that stands in an inbox folder is an arrival like any
// other and is consumed with its sidecar, so that the daemon does not make a second dossier of it.

import Certification
import Ledger
import Spool

extension Office {
    /// - Parameters:
    ///   - subject: a code, or the absolute path of a file.
    ///   - appointment: what the file is scanned for.
    func submit(
        subject: String,
        fields: FormFields,
        appointment: AppointmentRecord? = nil,
        actor: String
    ) async throws -> DossierCode {
        guard subject.contains("/") else {
            return try await submit(onDesk: try Self.code(subject), fields: fields, actor: actor)
        }
        let file = try Self.open(subject)
        let folder = try Self.place(of: subject).folder.status()
        if try layout.open(.scanned).status().isSameFile(as: folder),
            let code = DossierCode(headOfFileName: file.name.bytes)
        {
            return try await submit(onDesk: code, fields: fields, actor: actor)
        }
        let code: DossierCode
        if let inbox = try inboxFolders.first(where: { try layout.open($0).status().isSameFile(as: folder) }) {
            code = try await takeIn(
                arrival: file.name, from: inbox, fields: fields, appointment: appointment, actor: actor)
        } else {
            let booked = appointment.map(FormFields.init) ?? FormFields()
            let fields = try await completed(fields.falling(backOn: booked))
            code = try await takeIn(try stranger(file, at: subject, fields, appointment), actor: actor)
        }
        try await turns.exclusively(code) { try await submit(code, actor: actor) }
        return code
    }

    private func submit(onDesk code: DossierCode, fields: FormFields, actor: String) async throws -> DossierCode {
        try await turns.exclusively(code) { try await submit(code, fields: fields, actor: actor) }
        return code
    }

    /// A file that a command names outside of the office's folders.
    private func stranger(
        _ file: consuming ReadableFile,
        at path: String,
        _ fields: FormFields,
        _ appointment: AppointmentRecord?
    ) throws -> Scan {
        guard let place = SpoolPath(bytes: Array(path.utf8)) else { throw IntakeFault.noSuchFile(path: path) }
        let named = try ScanMetadata.fields(
            sidecar: nil,
            folderType: nil,
            scan: file.name,
            types: configuration.offeredTypes
        )
        let fields = fields.falling(backOn: named)
        try requireComplete(fields, appointment)
        return Scan(file: file, path: place, fields: fields, isConsumed: false, appointment: appointment)
    }

    private func takeIn(
        arrival name: FileName,
        from folder: SpoolFolder,
        fields: FormFields,
        appointment: AppointmentRecord?,
        actor: String
    ) async throws -> DossierCode {
        guard let path = layout.ledgerPath(of: name, in: folder) else {
            throw UnexpectedFault(detail: "no path for \(folder)")
        }
        return try await arrivals.exclusively(path) {
            let directory = try layout.open(folder)
            guard try directory.status(of: name) != nil, try await !scansTakenIn(from: folder).contains(name) else {
                throw IntakeFault.takenInMeanwhile(name: name.display)
            }
            let sidecars = try ScanMetadata.sidecars(of: name).filter { try directory.status(of: $0) != nil }
            var visit = appointment
            if visit == nil { visit = try await self.appointment(namedBy: name) }
            let scan = try scan(name, sidecars: sidecars, overriddenBy: fields, of: visit, in: directory, folder)
            try requireComplete(try await completed(scan.fields), visit)
            return try await takeIn(scan, actor: actor)
        }
    }

    /// Before a dossier is made: what cannot be submitted is not taken in.
    private func requireComplete(_ fields: FormFields, _ appointment: AppointmentRecord?) throws {
        let form = try fields.resolved(types: configuration.offeredTypes, keeping: appointment?.documentType)
        try form.requireComplete()
        guard configuration.delivery.route(for: form.applicant) != nil else { throw FormFault.noWayToDeliver }
    }
}
