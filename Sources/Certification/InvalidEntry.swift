import Faults

/// What someone entered does not follow the rule of its field. The entry itself is not repeated: it is personal data.
package struct InvalidEntry: Fault, Equatable {
    package let entry: FormField
    package let problem: Problem

    package init(_ entry: FormField, _ problem: Problem) {
        self.entry = entry
        self.problem = problem
    }

    package var field: String? { entry.rawValue }

    package enum Problem: Sendable, Equatable {
        /// Nothing was entered where something is needed.
        case missing
        /// A CMND has 9 digits, a CCCD 12, an MST 10, or 10-3.
        case identityLength
        /// The tenth digit of an MST does not follow from the first nine.
        case taxCheckDigit
        case email
        case phone
        /// No day of the calendar, or one that cannot be a day of birth.
        case date
        /// None of the six.
        case ground
        /// None of the three.
        case rating
        case number(allowed: ClosedRange<Int>)
        case officeCode
        /// Control characters, or longer than the field.
        case text(limit: Int)
    }

    package var code: String {
        switch problem {
        case .missing: "\(entry.rawValue)-missing"
        case .taxCheckDigit: "tax-code-check-digit"
        case .identityLength, .email, .phone, .date, .ground, .rating, .number, .officeCode, .text:
            "\(entry.rawValue)-invalid"
        }
    }

    package var message: Wording {
        Wording(vi: "\(entry.vietnamese): \(reason.vietnamese)", en: "The \(entry.english) \(reason.english)")
    }

    package var exitCode: ExitCode { .data }

    private var reason: Wording {
        switch problem {
        case .missing: Wording(vi: "chưa được nhập.", en: "is missing.")
        case .identityLength: Wording(vi: "không đúng số chữ số.", en: "does not have the right number of digits.")
        case .taxCheckDigit:
            Wording(vi: "mã số thuế sai chữ số kiểm tra.", en: "is a tax code whose check digit is wrong.")
        case .email: Wording(vi: "không phải là một địa chỉ thư điện tử.", en: "is not an e-mail address.")
        case .phone: Wording(vi: "không phải là số di động Việt Nam.", en: "is not a Vietnamese mobile number.")
        case .ground: Wording(vi: "không phải là một trong sáu căn cứ.", en: "is none of the six.")
        case .rating: Wording(vi: "không phải là một trong ba mức.", en: "is none of the three.")
        case .date:
            Wording(
                vi: "phải là một ngày có thật, từ năm 1900 đến trước hôm nay.",
                en: "must be a real day, from 1900 to yesterday.")
        case .number(let allowed):
            Wording(
                vi: "phải từ \(allowed.lowerBound) đến \(allowed.upperBound).",
                en: "must be from \(allowed.lowerBound) to \(allowed.upperBound)."
            )
        case .officeCode: Wording(vi: "có ký tự không được dùng.", en: "has characters that are not allowed.")
        case .text(let limit):
            Wording(
                vi: "dài quá \(limit) ký tự hoặc có ký tự điều khiển.",
                en: "is longer than \(limit) characters or has control characters."
            )
        }
    }
}

extension InvalidEntry {
    package var remedy: Wording {
        switch problem {
        case .missing: Wording(vi: "Hãy nhập mục này.", en: "Fill it in.")
        case .identityLength:
            Wording(
                vi: "CMND có 9 chữ số, CCCD có 12 chữ số, MST có 10 chữ số hoặc 10 chữ số kèm gạch nối và 3 chữ số.",
                en: "A CMND has 9 digits, a CCCD 12, an MST 10, or 10 followed by a hyphen and 3."
            )
        case .taxCheckDigit:
            Wording(
                vi: "Hãy kiểm tra lại từng chữ số của mã số thuế.",
                en: "Compare the tax code with the business registration, digit by digit."
            )
        case .email: Wording(vi: "Ví dụ đúng: ten@example.vn.", en: "A valid one looks like name@example.vn.")
        case .phone:
            Wording(
                vi: "Số bắt đầu bằng 0 hoặc +84, tiếp theo là 3, 5, 7, 8 hoặc 9 và tám chữ số, ví dụ 0942077843.",
                en: "It begins with 0 or +84, then 3, 5, 7, 8 or 9 and eight digits, as in 0942077843."
            )
        case .date:
            Wording(
                vi: "Viết ngày như 24/09/1991 hoặc 1991-09-24.", en: "Write it like 24/09/1991 or 1991-09-24.")
        case .ground: InvalidEntry.choice(RefusalGround.allCases.map(\.rawValue))
        case .rating: InvalidEntry.choice(Rating.allCases.map(\.rawValue))
        case .number: Wording(vi: "Hãy nhập một số trong khoảng đó.", en: "Enter a number of that range.")
        case .officeCode:
            Wording(
                vi: "Chỉ dùng chữ cái không dấu, chữ số và dấu chấm, ví dụ G22.99.",
                en: "Use ASCII letters, digits and dots only, as in G22.99."
            )
        case .text: Wording(vi: "Hãy viết ngắn lại trên một dòng.", en: "Write it shorter, on one line.")
        }
    }

    private static func choice(_ names: [String]) -> Wording {
        let list = names.joined(separator: ", ")
        return Wording(vi: "Chọn một trong: \(list).", en: "Choose one of: \(list).")
    }
}
