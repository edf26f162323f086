import Certification
import Pipeline

/// Appointments as the office guide lists them, and one with its history.
enum AppointmentTable {
    private static let header = [
        "STT", "Mã lịch hẹn", "Đối tượng", "Tên đối tượng đăng ký", "CMT/CCCD/MST", "Thời gian hẹn",
        "Thời gian hẹn lại", "Trạng thái",
    ]

    static func text(_ appointments: [AppointmentRow], offset: Int) -> String {
        let rows = appointments.enumerated().map { index, appointment in
            [
                "\(offset + index + 1)", appointment.code, kind(appointment), appointment.name ?? "",
                appointment.account ?? "", Words.slot(appointment.at), Words.slot(appointment.rescheduledTo),
                state(appointment),
            ]
        }
        return TextTable.text([header] + rows)
    }

    static func sheet(_ appointment: AppointmentRow) -> String {
        let facts: [(String, String?)] = [
            ("Trạng thái", state(appointment)),
            ("Đối tượng", kind(appointment)),
            ("Tên đối tượng", appointment.name),
            ("CMND/CCCD/MST", appointment.account),
            ("Số điện thoại", appointment.phone),
            ("Email", appointment.email),
            ("Loại giấy tờ", appointment.documentTypeName),
            ("Thời gian hẹn", Words.slot(appointment.at)),
            ("Thời gian hẹn lại", Words.slot(appointment.rescheduledTo)),
            ("Lý do", appointment.reason),
            ("Hồ sơ", appointment.dossiers.joined(separator: ", ")),
        ]
        var lines = ["Lịch hẹn \(appointment.code)"]
        for case (let label, let value?) in facts where !value.isEmpty { lines.append("  \(label): \(value)") }
        lines.append("Quá trình:")
        for event in appointment.history {
            let note = event.note.map { ": \($0)" } ?? ""
            lines.append("  \(Words.time(event.at))  \(Words.event(event)) (\(Words.actor(event.actor)))\(note)")
        }
        for delivery in appointment.deliveries {
            let outcome = Words.outcome(delivery.outcome)
            let detail = delivery.detail.map { "  \($0)" } ?? ""
            lines.append("  \(Words.time(delivery.at))  \(Words.channel(delivery.channel)): \(outcome)\(detail)")
        }
        return lines.joined(separator: "\n")
    }

    private static func kind(_ appointment: AppointmentRow) -> String {
        ApplicantKind(rawValue: appointment.kind)?.vietnamese ?? appointment.kind
    }

    private static func state(_ appointment: AppointmentRow) -> String {
        AppointmentState(rawValue: appointment.state)?.vietnamese ?? appointment.state
    }
}
