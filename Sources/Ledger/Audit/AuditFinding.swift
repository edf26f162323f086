import Certification
import Faults

/// Something that the ledger says and that cannot be.
package enum AuditFinding: Sendable, Hashable {
    /// SQLite finds its file damaged.
    case fileDamaged(detail: String)
    /// What guards the append-only tables is gone.
    case guardMissing(name: String)
    /// A row refers to one that is not there.
    case rowMissing(table: String, referredTo: String)
    /// Events are missing from the first to the last of these.
    case eventsMissing(from: Int64, through: Int64)
    /// The content of an event is not what was hashed.
    case eventAltered(sequence: Int64)
    /// An event does not continue the one before.
    case chainBroken(sequence: Int64)
    /// The dossier's row is not what its last event wrote.
    case dossierAltered(DossierCode)
    /// The dossier has a row and no event.
    case dossierWithoutEvent(DossierCode)
    /// A sealed dossier has no number in the register.
    case sealedWithoutNumber(DossierCode)
    /// The book is not what its last event wrote.
    case bookAltered(book: String)
    /// The events tell of another number of books than there is.
    case booksMissing(expected: Int, found: Int)
    /// What was stated when the book was closed is not what its event tells of, or not what was signed.
    case closingAltered(book: String)
    /// The entry is not what its event wrote.
    case entryAltered(book: String, number: Int, DossierCode)
    /// The books of one series jump over these numbers.
    case numbersMissing(books: String, from: Int, through: Int)
    /// The books of one series have this number twice.
    case numberDoubled(books: String, number: Int)
    /// The counter of the books of one series is not one after its last number.
    case counterWrong(books: String, next: Int, expected: Int)
    /// An event tells of a number that the register does not have.
    case entryMissing(sequence: Int64)
    /// The delivery is not what its events wrote.
    case deliveryAltered(of: String)
    /// An event tells of a delivery that is not there.
    case deliveryMissing(sequence: Int64)
    /// The counter of dossier codes of an office and day (`G22.99-231126`) is not the last code given.
    case codeCounterWrong(day: String, last: Int, expected: Int)
    /// What a restoration said of the gap is not what its event wrote.
    case restorationAltered(sequence: Int64)
    /// The account that the event wrote is not what it wrote.
    case accountAltered(sequence: Int64)
    /// The events tell of another number of accounts than there is.
    case accountsMissing(expected: Int, found: Int)
    /// The appointment is not what its last event wrote.
    case appointmentAltered(code: String)
    /// An event tells of an appointment that is not there.
    case appointmentMissing(sequence: Int64)
    /// A row holds something that this program never writes.
    case unreadable(place: String)

    /// In kebab case.
    package var code: String {
        switch self {
        case .fileDamaged: "file-damaged"
        case .guardMissing: "guard-missing"
        case .rowMissing: "row-missing"
        case .eventsMissing: "events-missing"
        case .eventAltered: "event-altered"
        case .chainBroken: "chain-broken"
        case .dossierAltered: "dossier-altered"
        case .dossierWithoutEvent: "dossier-without-event"
        case .sealedWithoutNumber: "sealed-without-number"
        case .bookAltered: "book-altered"
        case .booksMissing: "books-missing"
        case .closingAltered: "closing-altered"
        case .entryAltered: "entry-altered"
        case .numbersMissing: "numbers-missing"
        case .numberDoubled: "number-doubled"
        case .counterWrong: "counter-wrong"
        case .entryMissing: "entry-missing"
        case .deliveryAltered: "delivery-altered"
        case .deliveryMissing: "delivery-missing"
        case .codeCounterWrong: "code-counter-wrong"
        case .restorationAltered: "restoration-altered"
        case .accountAltered: "account-altered"
        case .accountsMissing: "accounts-missing"
        case .appointmentAltered: "appointment-altered"
        case .appointmentMissing: "appointment-missing"
        case .unreadable: "unreadable"
        }
    }

    package var message: Wording {
        switch self {
        case .fileDamaged(let detail):
            Wording(vi: "Tệp sổ cái bị hỏng: \(detail)", en: "The ledger file is damaged: \(detail)")
        case .guardMissing(let name):
            Wording(vi: "Ràng buộc \(name) của sổ cái đã bị gỡ.", en: "The guard \(name) was removed from the ledger.")
        case .rowMissing(let table, let referredTo):
            Wording(
                vi: "Bảng \(table) tham chiếu đến dòng không còn trong bảng \(referredTo).",
                en: "Table \(table) refers to a row that is missing from table \(referredTo)."
            )
        case .eventsMissing(let from, let through):
            Wording(
                vi: "Thiếu các sự kiện từ \(from) đến \(through).",
                en: "Events \(from) to \(through) are missing."
            )
        case .eventAltered(let sequence):
            Wording(vi: "Sự kiện \(sequence) đã bị sửa.", en: "Event \(sequence) was altered.")
        case .chainBroken(let sequence):
            Wording(
                vi: "Chuỗi băm đứt tại sự kiện \(sequence).",
                en: "The chain of hashes breaks at event \(sequence)."
            )
        case .dossierAltered(let code):
            Wording(
                vi: "Dòng của hồ sơ \(code) không khớp với sự kiện cuối của nó.",
                en: "The row of dossier \(code) does not agree with its last event."
            )
        case .dossierWithoutEvent(let code):
            Wording(vi: "Hồ sơ \(code) không có sự kiện nào.", en: "Dossier \(code) has no event.")
        case .sealedWithoutNumber(let code):
            Wording(
                vi: "Hồ sơ \(code) đã đóng dấu nhưng không có số trong sổ.",
                en: "Dossier \(code) is sealed and has no number in the register."
            )
        case .bookAltered(let book):
            Wording(
                vi: "Thông tin của sổ \(book) không khớp với sự kiện cuối của nó.",
                en: "The row of book \(book) does not agree with its last event."
            )
        case .booksMissing(let expected, let found):
            Wording(
                vi: "Sổ cái có \(found) sổ chứng thực, theo các sự kiện phải là \(expected).",
                en: "The ledger has \(found) books and should have \(expected) by its events."
            )
        case .closingAltered(let book):
            Wording(
                vi: "Bản khóa sổ của sổ \(book) không còn như khi khóa sổ.",
                en: "The closing statement of book \(book) is not what it was when the book was closed."
            )
        case .entryAltered(let book, let number, let code):
            Wording(
                vi: "Số \(number) của sổ \(book) (hồ sơ \(code)) không khớp với sự kiện cấp số.",
                en: "Number \(number) of book \(book) (dossier \(code)) does not agree with its event."
            )
        case .numbersMissing(let books, let from, let through):
            Wording(
                vi: "Sổ \(books) thiếu các số từ \(from) đến \(through).",
                en: "Book \(books) lacks the numbers \(from) to \(through)."
            )
        case .numberDoubled(let books, let number):
            Wording(vi: "Sổ \(books) có số \(number) hai lần.", en: "Book \(books) has number \(number) twice.")
        case .counterWrong(let books, let next, let expected):
            Wording(
                vi: "Số tiếp theo của sổ \(books) là \(next), lẽ ra là \(expected).",
                en: "The next number of book \(books) is \(next) and should be \(expected)."
            )
        case .entryMissing(let sequence):
            Wording(
                vi: "Sự kiện \(sequence) cấp một số không có trong sổ.",
                en: "Event \(sequence) gave a number that the register does not have."
            )
        case .deliveryAltered(let code):
            Wording(
                vi: "Lượt gửi của \(code) không khớp với sự kiện của nó.",
                en: "A delivery of \(code) does not agree with its events."
            )
        case .deliveryMissing(let sequence):
            Wording(
                vi: "Sự kiện \(sequence) nói về một lượt gửi không còn trong sổ cái.",
                en: "Event \(sequence) tells of a delivery that the ledger does not have."
            )
        case .codeCounterWrong(let day, let last, let expected):
            Wording(
                vi: "Bộ đếm mã hồ sơ \(day) là \(last), lẽ ra là \(expected).",
                en: "The counter of dossier codes \(day) is \(last) and should be \(expected)."
            )
        case .restorationAltered(let sequence):
            Wording(
                vi: "Ghi chép về lần khôi phục (sự kiện \(sequence)) đã bị sửa hoặc xóa.",
                en: "What is recorded of a restoration (event \(sequence)) was altered or removed."
            )
        case .accountAltered(let sequence):
            Wording(
                vi: "Tài khoản do sự kiện \(sequence) ghi đã bị sửa.",
                en: "The account that event \(sequence) wrote was altered."
            )
        case .accountsMissing(let expected, let found):
            Wording(
                vi: "Sổ cái có \(found) tài khoản, theo các sự kiện phải là \(expected).",
                en: "The ledger has \(found) accounts and should have \(expected) by its events."
            )
        case .appointmentAltered(let code):
            Wording(
                vi: "Lịch hẹn \(code) không khớp với sự kiện cuối của nó.",
                en: "The row of appointment \(code) does not agree with its last event."
            )
        case .appointmentMissing(let sequence):
            Wording(
                vi: "Sự kiện \(sequence) đặt một lịch hẹn không còn trong sổ cái.",
                en: "Event \(sequence) booked an appointment that the ledger does not have."
            )
        case .unreadable(let place):
            Wording(
                vi: "Sổ cái có giá trị không đọc được tại \(place).",
                en: "The ledger holds a value that cannot be read at \(place)."
            )
        }
    }
}
