import Foundation

/// An appointment as `appointment list --json` prints it.
package struct AppointmentRow: Decodable, Sendable {
    package struct Event: Decodable, Sendable {
        package let kind: String
        package let note: String?
    }

    package struct Delivery: Decodable, Sendable {
        package let channel: String
        package let recipient: String
        package let outcome: String
    }

    package let code: String
    package let at: String
    package let rescheduledTo: String?
    package let state: String
    package let account: String?
    package let name: String?
    package let documentType: String
    package let dossiers: [String]
    package let history: [Event]
    package let deliveries: [Delivery]
}

extension OfficeFixture {
    package func appointments(_ arguments: String...) throws -> [AppointmentRow] {
        try run(["appointment", "list", "--json"] + arguments).requireSuccess().output.split(separator: "\n")
            .map { try JSONDecoder().decode(AppointmentRow.self, from: Data($0.utf8)) }
    }

    /// Hours that are free, as `appointment slots --json` prints them.
    package func slots() throws -> [String] {
        struct Slot: Decodable {
            let at: String
            let free: Int
        }
        return try run("appointment", "slots", "--json").requireSuccess().output.split(separator: "\n").map {
            try JSONDecoder().decode(Slot.self, from: Data($0.utf8)).at
        }
    }

    @discardableResult
    package func book(_ account: String, _ type: String, at slot: String) throws -> AppointmentRow {
        let booked = try run("appointment", "book", "--account", account, "--type", type, "--at", slot, "--json")
        return try JSONDecoder().decode(AppointmentRow.self, from: Data(booked.requireSuccess().output.utf8))
    }

    /// The office guide's people, and messages into folders.
    ///
    /// - Parameter notifications: the channels of that section, with their indentation.
    package func furnishFrontDesk(
        _ appointments: String = "",
        notifications: String = """
          sms: {transport: directory, directory: messages, encoding: ucs2}
          account: {transport: directory, directory: notices}
        """
    ) throws {
        try configure { text in
            text + """

                notifications:
                \(notifications)
                \(appointments)

                """
        }
        let list = outside("people.csv")
        let people = """
            identity,name,birth,phone,email,address
            151804051,Nguyễn Thị Thu,24/09/1991,0375560786,,"01, Xã Đông Phương, Huyện Đông Hưng, Tỉnh Thái Bình"
            173019476,Nguyễn Thị Nhung,,0988160992,phuongnhung160992@gmail.com,
            271724291,Nguyễn Thành Chiến,,0833101999,abc@vnpt.vn,
            0108212803,CÔNG TY CÔNG NGHỆ THÔNG TIN VNPT,,,ttthuy@vnpt.vn,

            """
        try Data(people.utf8).write(to: URL(fileURLWithPath: list))
        try run("account", "import", list).requireSuccess()
    }
}
