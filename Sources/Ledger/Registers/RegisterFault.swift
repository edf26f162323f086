import Certification
import Faults

/// Why a book or a number could not be had.
package enum RegisterFault: Fault, Equatable {
    case unknownBook(String)
    case noOpenBook(CivilDate)
    case severalOpenBooks([BookName])
    case bookNotOpen(BookName, opens: CivilDate, closes: CivilDate, date: CivilDate)
    case bookClosed(BookName)
    case bookOfOtherOffice(BookName)
    case bookNameTaken(BookName)
    case bookDates(opens: CivilDate, closes: CivilDate)
    case bookFirst(Int)
    /// Its numbers are on certified copies, which name the book.
    case bookUsed(BookName)
    case bookDatesExcludeEntries(BookName, first: CivilDate, last: CivilDate)
    /// A number was given while the book was being closed.
    case bookMoved(BookName)
    case dateBeforeLastNumber(date: CivilDate, last: CivilDate)
    /// A sealed copy's number cannot be made void; the copy is annulled.
    case numberInUse(DossierCode)

    package var code: String {
        switch self {
        case .unknownBook: "book-unknown"
        case .noOpenBook: "book-none-open"
        case .severalOpenBooks: "book-choose"
        case .bookNotOpen: "book-not-open"
        case .bookClosed: "book-closed"
        case .bookOfOtherOffice: "book-other-office"
        case .bookNameTaken: "book-name-taken"
        case .bookDates: "book-dates"
        case .bookFirst: "book-first"
        case .bookUsed: "book-used"
        case .bookDatesExcludeEntries: "book-dates-exclude-entries"
        case .bookMoved: "book-moved"
        case .dateBeforeLastNumber: "date-before-last-number"
        case .numberInUse: "number-in-use"
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .unknownBook: .notFound
        case .bookMoved: .temporary
        default: .data
        }
    }

    package var message: Wording {
        switch self {
        case .unknownBook(let name):
            Wording(vi: "Không có sổ chứng thực “\(name)”.", en: "There is no register book “\(name)”.")
        case .noOpenBook(let date):
            Wording(
                vi: "Không có sổ chứng thực nào mở vào ngày \(date.vietnamese).",
                en: "No register book is open on \(date)."
            )
        case .severalOpenBooks(let names):
            Wording(
                vi: "Có nhiều sổ đang mở: \(names.map(\.text).joined(separator: ", ")).",
                en: "Several books are open: \(names.map(\.text).joined(separator: ", "))."
            )
        case .bookNotOpen(let name, let opens, let closes, let date):
            Wording(
                vi: """
                    Sổ \(name) mở từ \(opens.vietnamese) đến \(closes.vietnamese), \
                    không cấp số ngày \(date.vietnamese).
                    """,
                en: "Book \(name) is open from \(opens) to \(closes) and gives no number on \(date)."
            )
        case .bookClosed(let name): Wording(vi: "Sổ \(name) đã khóa.", en: "Book \(name) has been closed.")
        case .bookOfOtherOffice(let name):
            Wording(vi: "Sổ \(name) thuộc cơ quan khác.", en: "Book \(name) belongs to another office.")
        case .bookNameTaken(let name):
            Wording(vi: "Đã có sổ tên \(name).", en: "There is already a book named \(name).")
        case .bookDates(let opens, let closes):
            Wording(
                vi: "Ngày mở sổ \(opens.vietnamese) và ngày đóng sổ \(closes.vietnamese) không hợp lệ.",
                en: "A book cannot open on \(opens) and close on \(closes)."
            )
        case .bookFirst(let first):
            Wording(vi: "Số ban đầu \(first) không hợp lệ.", en: "A book cannot begin with \(first).")
        case .bookUsed(let name):
            Wording(
                vi: "Sổ \(name) đã cấp số: không xóa được, không đổi được tên, số ban đầu và cách ghi số.",
                en: "Book \(name) has given numbers: it is kept, with its name, first number and padding."
            )
        case .bookDatesExcludeEntries(let name, let first, let last):
            Wording(
                vi:
                    "Sổ \(name) đã cấp số từ \(first.vietnamese) đến \(last.vietnamese), nằm ngoài ngày mở, đóng sổ mới.",
                en: "Book \(name) has entries from \(first) to \(last), which the new dates leave out."
            )
        case .bookMoved(let name):
            Wording(
                vi: "Sổ \(name) vừa cấp thêm số trong lúc khóa.",
                en: "Book \(name) gave a number while it was being closed."
            )
        case .dateBeforeLastNumber(let date, let last):
            Wording(
                vi: "Ngày \(date.vietnamese) sớm hơn ngày của số đã cấp gần nhất (\(last.vietnamese)).",
                en: "\(date) is before the day of the last number given (\(last))."
            )
        case .numberInUse(let code):
            Wording(
                vi: "Số của hồ sơ \(code) đã dùng cho bản đóng dấu hoặc chưa được cấp, không bỏ được.",
                en: "The number of dossier \(code) is on a sealed copy, or none was given: it cannot be made void."
            )
        }
    }

    package var remedy: Wording {
        switch self {
        case .unknownBook: Wording(vi: "Xem “chungthuc book list”.", en: "See “chungthuc book list”.")
        case .noOpenBook, .bookNotOpen, .bookClosed:
            Wording(
                vi: "Thêm sổ bằng “chungthuc book add” hoặc chọn sổ khác đang mở.",
                en: "Add one with “chungthuc book add” or choose another that is open."
            )
        case .severalOpenBooks, .bookOfOtherOffice:
            Wording(vi: "Chọn sổ bằng --book.", en: "Choose one with --book.")
        case .bookNameTaken: Wording(vi: "Đặt tên khác.", en: "Choose another name.")
        case .bookDates:
            Wording(
                vi: "Ngày đóng không trước ngày mở và cùng một năm; mỗi năm bắt đầu lại từ số 1.",
                en: "It closes on its opening day or later, within the same year; each year begins at 1 again."
            )
        case .bookFirst: Wording(vi: "Số ban đầu từ 1 trở lên.", en: "The first number is 1 or more.")
        case .bookUsed:
            Wording(
                vi: "Sổ đã dùng thì khóa bằng “chungthuc book close” và mở sổ khác.",
                en: "Close a used book with “chungthuc book close” and add another."
            )
        case .bookDatesExcludeEntries:
            Wording(vi: "Chọn ngày bao gồm các ngày đó.", en: "Choose dates that include those days.")
        case .bookMoved: Wording(vi: "Chạy lại lệnh.", en: "Run the command again.")
        case .dateBeforeLastNumber:
            Wording(vi: "Kiểm tra đồng hồ của máy.", en: "Check this machine's clock.")
        case .numberInUse:
            Wording(
                vi: "Dùng “chungthuc annul” để hủy giá trị bản đã cấp.",
                en: "Use “chungthuc annul” for a sealed copy."
            )
        }
    }
}
