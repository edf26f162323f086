import Certification
import Ledger

/// What the recipient of a certified copy reads.
struct CertificateMail {
    let record: DossierRecord
    let number: RegisterNumber
    let date: CivilDate

    init(record: DossierRecord, number: RegisterNumber, date: CivilDate) {
        self.record = record
        self.number = number
        self.date = date
    }

    /// Of a dossier that has its number.
    init?(_ record: DossierRecord) {
        guard let registration = record.registration else { return nil }
        self.init(record: record, number: registration.number, date: registration.date)
    }

    var documentType: String { record.form.documentType?.name ?? "Giấy tờ" }

    /// As the recipient saves it.
    var attachmentName: String { "\(documentType) - chứng thực \(number.text.replacing("/", with: "-")).pdf" }

    /// - Parameter link: of a copy that is published and not attached.
    func values(office: String, link: PublishedLink? = nil) -> [MailPlaceholder: String] {
        var values: [MailPlaceholder: String] = [
            // Who is known by an address alone is not called by it.
            .name: record.form.applicant?.contact?.name ?? "Ông/Bà", .office: office, .number: number.text,
            .date: date.vietnamese, .code: record.code.text, .documentType: documentType,
        ]
        if let link {
            values[.link] = link.url
            values[.size] = link.sizeText
            values[.sha256] = link.digest.hex
            values[.expires] = link.expires.vietnamese
        }
        return values
    }
}
