// Appointments (lịch hẹn): booking, moving, cancelling, and who did not come.
//
// Called by commands and for the portal's requests. Trusts the ledger about places. Promises: what cannot be had is
// refused with what can be had instead; the messages of what was done are committed with it and sent by dispatch.

import Certification
import Hashing
import Ledger

extension Office {
    func perform(_ act: OfficeRequest.AppointmentAct, actor: String) async -> [OperationResult] {
        switch act {
        case .book(let wish):
            return [await result(of: "") { try await self.book(wish, actor: actor) }]
        case .reschedule(let code, let slot, let reason):
            return [
                await result(of: code) {
                    try await self.reschedule(code, to: slot, reason: Reason(reason).text, actor: actor)
                }
            ]
        case .cancel(let codes, let reason):
            return await each(codes) { try await self.cancelAppointment($0, reason: Reason(reason).text, actor: actor) }
        case .noShow(let codes):
            return await each(codes) { try await self.recordNoShow($0, actor: actor) }
        case .allNoShows:
            return await recordNoShows(actor: actor)
        case .process(let code, let scans):
            return await process(code, scans, actor: actor)
        }
    }

    private func each(
        _ codes: [String], _ act: (String) async throws -> AppointmentCode
    ) async -> [OperationResult] {
        var results: [OperationResult] = []
        for code in codes { results.append(await result(of: code) { try await act(code) }) }
        return results
    }

    func result(of subject: String, _ act: () async throws -> AppointmentCode) async -> OperationResult {
        do {
            return OperationResult(subject: subject, appointment: try await row(of: try await act()))
        } catch {
            return OperationResult(subject: subject, fault: FaultDocument(describing: error))
        }
    }

    func row(of code: AppointmentCode) async throws -> AppointmentRow {
        AppointmentRow(try await ledger.detail(of: code), clock: clock)
    }

    // MARK: Acts

    /// - Parameter request: of what the portal asked for, so that it gets one appointment for it.
    func book(_ wish: AppointmentWish, request: Digest? = nil, actor: String) async throws -> AppointmentCode {
        let now = clock.now()
        let local = clock.local(now)
        let slug = wish.documentType ?? ""
        guard let type = configuration.offeredTypes.first(where: { $0.slug == slug }) else {
            throw AppointmentFault.documentType(slug: slug, known: configuration.offeredTypes)
        }
        let occasion = Occasion(at: now, actor: actor)
        let account = try await account(of: wish, today: local.date)
        let slot = try await bookable(wish.at ?? "", at: local)
        let messages = try appointmentMessages(.appointmentBooked)
        let draft = AppointmentDraft(
            slot: slot, applicant: account.applicant, documentType: type, today: local.date, request: request,
            newcomer: wish.applicant == nil ? nil : account)
        let capacity = configuration.appointments.capacity
        return try await offeringOthers(at: local) {
            try await self.ledger.book(draft, capacity: capacity, occasion, messages: messages).code
        }
    }

    private func reschedule(
        _ text: String, to entered: String, reason: String, actor: String
    ) async throws -> AppointmentCode {
        let code = try Self.appointmentCode(text)
        let now = clock.now()
        let local = clock.local(now)
        let slot = try await bookable(entered, at: local)
        let messages = try appointmentMessages(.appointmentMoved)
        let occasion = Occasion(at: now, actor: actor)
        let capacity = configuration.appointments.capacity
        let moved = try await offeringOthers(at: local) {
            try await self.ledger.reschedule(
                code, to: slot, reason: reason, capacity: capacity, occasion, messages: messages
            ).code
        }
        await removeDecidedMessages(of: .appointment(moved))
        return moved
    }

    private func cancelAppointment(_ text: String, reason: String, actor: String) async throws -> AppointmentCode {
        let code = try Self.appointmentCode(text)
        let messages = try appointmentMessages(.appointmentCancelled)
        let occasion = Occasion(at: clock.now(), actor: actor)
        _ = try await inOurWords {
            try await self.ledger.cancel(code, reason: reason, occasion, messages: messages)
        }
        await removeDecidedMessages(of: .appointment(code))
        return code
    }

    private func recordNoShow(_ text: String, actor: String) async throws -> AppointmentCode {
        let code = try Self.appointmentCode(text)
        let now = clock.now()
        try await inOurWords {
            guard try await self.ledger.appointment(code).slot.hasBegun(at: self.clock.local(now)) else {
                throw AppointmentFault.notOver(code)
            }
            _ = try await self.ledger.recordNoShow(code, Occasion(at: now, actor: actor))
        }
        await removeDecidedMessages(of: .appointment(code))
        return code
    }

    /// Everybody whose day is over.
    private func recordNoShows(actor: String) async -> [OperationResult] {
        var filter = AppointmentFilter()
        filter.states = [.waiting]
        filter.through = clock.local(clock.now()).date.adding(days: -1)
        do {
            let codes = try await ledger.appointments(filter).map(\.record.code.text)
            return await each(codes) { try await self.recordNoShow($0, actor: actor) }
        } catch {
            return [OperationResult(subject: "", fault: FaultDocument(describing: error))]
        }
    }

    // MARK: What they share

    static func appointmentCode(_ text: String) throws(AppointmentFault) -> AppointmentCode {
        guard let code = AppointmentCode(text) else { throw .unknown(text) }
        return code
    }

    private func account(of wish: AppointmentWish, today: CivilDate) async throws -> Account {
        if let applicant = wish.applicant { return try await account(applicant, today: today) }
        guard let known = try await ledger.account(try IdentityNumber(wish.account ?? "")) else {
            throw AppointmentFault.unknownAccount
        }
        return known.account
    }

    /// - Throws: ``AppointmentRefusal`` with what is free instead.
    private func bookable(_ entered: String, at now: LocalTime) async throws -> AppointmentSlot {
        guard let slot = AppointmentSlot(entered) else {
            throw AppointmentRefusal(entered.isBlank ? .missing : .notATime)
                .offering(try await freeSlots(near: nil, at: now))
        }
        do throws(AppointmentRefusal) {
            try configuration.appointments.check(slot, at: now)
            return slot
        } catch {
            throw error.offering(try await freeSlots(near: slot, at: now))
        }
    }

    private func offeringOthers(
        at now: LocalTime, _ act: () async throws -> AppointmentCode
    ) async throws -> AppointmentCode {
        do {
            return try await inOurWords(act)
        } catch LedgerFault.slotFull(let slot) {
            throw AppointmentRefusal(.full(slot)).offering(try await freeSlots(near: slot, at: now))
        }
    }

    func inOurWords<Value>(_ act: () async throws -> Value) async throws -> Value {
        do {
            return try await act()
        } catch LedgerFault.unknownAppointment(let code) {
            throw AppointmentFault.unknown(code.text)
        } catch LedgerFault.appointmentNotWaiting(let code, let state) {
            throw AppointmentFault.notWaiting(code, state)
        } catch LedgerFault.appointmentsExhausted(let day) {
            throw AppointmentFault.exhausted(day)
        }
    }

    private static let offered = 6

    /// The next hours with a place: of the day that was wished and later ones, else from now on.
    private func freeSlots(near slot: AppointmentSlot?, at now: LocalTime) async throws -> [AppointmentSlot] {
        let free = try await ledger.freeSlots(configuration.appointments, at: now).map(\.slot)
        let later = free.filter { slot.map(\.date) ?? now.date <= $0.date }
        return Array((later.isEmpty ? free : later).prefix(Self.offered))
    }
}

extension Ledger {
    /// Hours that can be booked now and have a place.
    func freeSlots(
        _ schedule: AppointmentSchedule, at now: LocalTime
    ) async throws(LedgerFault) -> [(slot: AppointmentSlot, free: Int)] {
        let taken = try await takenPlaces(from: now.date, through: schedule.lastDay(from: now.date))
        return schedule.slots(at: now).compactMap { slot in
            let free = schedule.capacity - (taken[slot] ?? 0)
            return free > 0 ? (slot, free) : nil
        }
    }
}
