import Certification
import Faults
import Ledger

extension Doctor {
    /// Whether the books can be worked with today and tomorrow.
    func register() async -> [DoctorFinding] {
        let today = clock.local(clock.now()).date
        let books: [Book]
        do {
            books = try await OfficeReader(configuration).ledger.books(office: configuration.office.code)
        } catch {
            // The ledger's own finding tells of it.
            return []
        }
        let needs = RegisterNeed.all(of: books, on: today)
        guard needs.isEmpty else { return needs.map { .warning("register", $0.message, remedy: $0.remedy) } }
        let names = books.filter { $0.isOpen(on: today) }.map(\.name.text).joined(separator: ", ")
        return [.fine("register", Wording(vi: "Sổ đang mở: \(names).", en: "Open books: \(names)."))]
    }
}
