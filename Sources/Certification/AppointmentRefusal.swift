import Faults

/// An hour at which nobody can come, in words for the citizen who chose it.
package struct AppointmentRefusal: Fault, Equatable {
    package let reason: Reason
    /// What can be had instead, the next first.
    package let free: [AppointmentSlot]

    package enum Reason: Sendable, Equatable {
        case missing
        case notATime
        case past(AppointmentSlot)
        case tooFar(AppointmentSlot, last: CivilDate)
        case holiday(AppointmentSlot)
        case closedDay(AppointmentSlot)
        case notAnHour(AppointmentSlot, hours: [Int])
        case full(AppointmentSlot)
    }

    package init(_ reason: Reason, free: [AppointmentSlot] = []) {
        self.reason = reason
        self.free = free
    }

    package func offering(_ free: [AppointmentSlot]) -> AppointmentRefusal { AppointmentRefusal(reason, free: free) }

    package var code: String {
        switch reason {
        case .missing: "at-missing"
        case .notATime: "at-invalid"
        case .past: "at-past"
        case .tooFar: "at-too-far"
        case .holiday: "at-holiday"
        case .closedDay: "at-closed-day"
        case .notAnHour: "at-not-an-hour"
        case .full: "at-full"
        }
    }

    package var exitCode: ExitCode { .data }
    package var field: String? { FormField.at.rawValue }
    package var choices: [String]? { free.map(\.text) }

    package var message: Wording {
        switch reason {
        case .missing: Wording(vi: "Chưa chọn ngày và giờ hẹn.", en: "No date and hour were chosen.")
        case .notATime:
            Wording(
                vi: "Giờ hẹn phải là một ngày có thật và một giờ tròn.", en: "This is no day and full hour.")
        case .past(let slot):
            Wording(vi: "Giờ hẹn \(slot.vietnamese) đã qua.", en: "\(slot.text) has passed.")
        case .tooFar(_, let last):
            Wording(
                vi: "Chỉ nhận đặt lịch đến hết ngày \(last.vietnamese).",
                en: "Appointments are made until \(last) only.")
        case .holiday(let slot):
            Wording(
                vi: "Ngày \(slot.date.vietnamese) cơ quan nghỉ lễ.", en: "The office has a holiday on \(slot.date).")
        case .closedDay(let slot):
            Wording(
                vi: "Ngày \(slot.date.vietnamese) cơ quan không tiếp nhận.", en: "The office is closed on \(slot.date)."
            )
        case .notAnHour(let slot, _):
            Wording(
                vi: "Cơ quan không nhận hẹn lúc \(slot.hour) giờ.", en: "There are no appointments at \(slot.hour):00.")
        case .full(let slot):
            Wording(vi: "Giờ hẹn \(slot.vietnamese) đã đủ người.", en: "\(slot.text) is full.")
        }
    }

    package var remedy: Wording {
        switch reason {
        case .notATime:
            return Wording(
                vi: "Viết giờ hẹn như 01/12/2026 9h00 hoặc 2026-12-01 09:00.", en: "Write it like 2026-12-01 09:00.")
        case .notAnHour(_, let hours) where free.isEmpty:
            let list = hours.map(String.init).joined(separator: ", ")
            return Wording(vi: "Chọn một trong các giờ: \(list).", en: "Choose one of the hours \(list).")
        case _ where free.isEmpty:
            return Wording(
                vi: "Hiện không còn giờ nào trống; xin đến trực tiếp hoặc đặt lại sau.",
                en: "No hour is free now; come without an appointment, or try again later.")
        default:
            return Wording(
                vi: "Còn chỗ lúc: \(free.map(\.vietnamese).joined(separator: "; ")).",
                en: "Free: \(free.map(\.text).joined(separator: "; ")).")
        }
    }
}
