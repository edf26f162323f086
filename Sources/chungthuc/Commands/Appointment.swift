import ArgumentParser

struct Appointment: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appointment",
        abstract: "Lịch hẹn: đặt, xem, xử lý, dời, hủy (cán bộ tư pháp).",
        subcommands: [
            AppointmentSlots.self, AppointmentBook.self, AppointmentList.self, AppointmentShow.self,
            AppointmentProcess.self, AppointmentReschedule.self, AppointmentCancel.self, AppointmentNoShow.self,
        ]
    )
}
