// Bookings of the portal: files in `inbox/appointments/`, an answer beside each.
//
// Called by the inbox's round. Trusts nothing in the folder. Promises: each request gets one answer and goes to `done/`;
// one that is met again after a crash, or that the portal sends again, is answered with the appointment that it has.

import Certification
import Foundation
import Hashing
import Ledger
import Logging
import Spool

extension Office {
    private static let answerSuffix = Array(".answer.json".utf8)
    /// A request is a few lines.
    private static let requestLimit = 64 << 10

    func answerBookings() async throws -> Pending {
        let folder = SpoolFolder.appointments
        let directory = try layout.open(folder)
        let names = try directory.names().filter { name in
            !name.isIgnored && name.hasExtension("json") && !Self.isAnswer(name)
        }
        tracker.keepOnly(names, in: folder)
        retries.keepOnly(names, in: folder)
        return try await Self.forEach(names) { await self.answerBooking($0, in: directory, folder) }
    }

    static func isAnswer(_ name: FileName) -> Bool {
        name.bytes.suffix(answerSuffix.count).elementsEqual(answerSuffix)
    }

    private func answerBooking(_ name: FileName, in directory: Directory, _ folder: SpoolFolder) async -> Pending {
        do {
            if let remaining = try settling([name], in: directory, folder) { return .settling(remaining) }
            guard let status = try directory.status(of: name), status.kind == .regular else { return .nothing }
            if let remaining = retries.remaining(name, in: folder, status: status) { return .retry(after: remaining) }
            let bytes = try directory.openRegular(name).bytes(limit: Self.requestLimit)
            let answer = try await self.answer(to: bytes, name)
            try directory.replace(
                name.replacingExtension(with: "answer.json"), with: try answer.json(), mode: 0o640)
            try putAway(name, from: directory)
            mail.ring()
            return .nothing
        } catch {
            return refuseBooking(name, because: FaultDocument(describing: error), in: directory, folder)
        }
    }

    /// What is no request at all goes where refused scans go; what waiting may mend waits.
    private func refuseBooking(
        _ name: FileName, because fault: FaultDocument, in directory: Directory, _ folder: SpoolFolder
    ) -> Pending {
        logger.error("request is not answered", metadata: ["fault": "\(fault.code)"])
        guard fault.isForPeople else { return retryLater(name, in: directory, folder, because: fault) }
        do {
            try directory.setAside(name, in: try layout.open(.refused), reason: fault.wording)
            return .nothing
        } catch {
            return retryLater(name, in: directory, folder, because: FaultDocument(describing: error))
        }
    }

    /// - Throws: what waiting may mend.
    private func answer(to bytes: [UInt8], _ name: FileName) async throws -> BookingAnswer {
        let request: BookingRequest
        do {
            request = try JSONDecoder().decode(BookingRequest.self, from: Data(bytes))
        } catch {
            let fault = FaultDocument(AppointmentFault.malformedRequest(name: name.display))
            return BookingAnswer(
                request: name.display, id: nil, status: "refused", appointment: nil, error: .init(fault))
        }
        // Without an identity of its own, the same file is the same request.
        let key = request.id.map { Array("id \($0)".utf8) } ?? Array("file ".utf8) + name.bytes + [0] + bytes
        let digest = try SHA256.digest(of: key)
        do {
            let known = try await ledger.appointment(request: digest)?.code
            let code: AppointmentCode
            if let known {
                code = known
            } else {
                code = try await book(request.wish, request: digest, actor: Actor.portal)
            }
            return BookingAnswer(
                request: name.display, id: request.id, status: "booked", appointment: try await row(of: code),
                error: nil)
        } catch {
            let fault = FaultDocument(describing: error)
            guard fault.isForPeople else { throw error }
            return BookingAnswer(
                request: name.display, id: request.id, status: "refused", appointment: nil, error: .init(fault))
        }
    }

    private func putAway(_ name: FileName, from directory: Directory) throws {
        let done = try layout.open(.appointmentsDone)
        var ordinal = 1
        while true {
            do {
                return try directory.move(name, to: done, as: ordinal == 1 ? name : name.numbered(ordinal))
            } catch SpoolFault.nameTaken {
                ordinal += 1
            }
        }
    }
}
