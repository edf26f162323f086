import Certification
import Ledger
import Testing

/// Lists come by an index; here every answer is held against looking at each dossier.
@Suite struct SearchTests {
    private static let names = [
        "Nguyễn Thị Thu", "Lê Văn An", "Đỗ Đức Ân", "Trần Ngọc Huệ", "Vũ An", "Công ty TNHH Đông Đô", "Ngô Ý", "李明",
    ]
    private static let types = ["giay-khai-sinh", "ho-chieu", "giay-to-khac"]

    /// Dossiers of all kinds, in several states, taken in over many days.
    private func office(_ count: Int) async throws -> (TestOffice, [DossierRecord]) {
        let office = try TestOffice()
        var generator = SplitMix(state: 7)
        for index in 0..<count {
            let type = Self.types[index % 3]
            let name = Self.names[Int.random(in: 0..<Self.names.count, using: &generator)]
            let applicant: Applicant =
                switch index % 5 {
                case 0, 1: .account(try IdentityNumber("15180405\(index % 10)"), try .init(name: name))
                case 2: .account(try IdentityNumber("0108212803"), try .init(name: name))
                default: .email(try EmailAddress("nguoi\(index)@example.vn"))
                }
            let form = try DossierForm(
                applicant: applicant, documentType: DocumentType(slug: type, name: type), note: "\(index * 7919)")
            let day = Int.random(in: 0..<1500, using: &generator)
            let code = try await office.takeIn("scan \(index).pdf", form: form, day: day)
            if index % 4 == 0 { try await office.advance(code, .submit(form)) }
            if index % 8 == 0 { try await office.advance(code, .reject(reason: "mờ")) }
        }
        return (office, try await office.ledger.dossiers())
    }

    @Test func everyFilterFindsWhatLookingFinds() async throws {
        let (office, all) = try await office(80)
        var generator = SplitMix(state: 11)
        let words = [
            "", "nguyen", "NGUYỄN thu", "le", "an", "đỗ ân", "do", "ng", "y", "7919", "scan 1", "example.vn", "@", "%",
            "dong do", "khai-sinh", "an 1518", "y scan", "do 7919", "le example", "801", "李", "李明", "-", "thi thu",
            "zzz", "0108212803",
        ]
        var found = 0
        for _ in 0..<150 {
            var filter = DossierFilter()
            filter.search = words.randomElement(using: &generator) ?? ""
            if Bool.random(using: &generator) {
                filter.states = Set(
                    [DossierState.scanned, .awaitingSignature, .rejected].shuffled(using: &generator).prefix(2))
            }
            if Int.random(in: 0..<3, using: &generator) == 0 { filter.states = [.awaitingSignature] }
            if Bool.random(using: &generator) {
                filter.kinds = Set(
                    ApplicantKind.allCases.shuffled(using: &generator).prefix(Int.random(in: 1...2, using: &generator)))
            }
            if Bool.random(using: &generator) {
                filter.documentTypes = [Self.types.randomElement(using: &generator) ?? ""]
            }
            if Bool.random(using: &generator) {
                filter.from = office.moment(day: Int.random(in: 0..<1500, using: &generator))
            }
            if Bool.random(using: &generator) {
                filter.until = office.moment(day: Int.random(in: 0..<1500, using: &generator))
            }
            if Int.random(in: 0..<5, using: &generator) == 0 { filter.code = "-00000" }
            let expected = all.filter { Self.matches($0, filter) }.map(\.code)
            let listed = try await office.ledger.dossiers(filter).map(\.code)
            #expect(Set(listed) == Set(expected) && listed.count == expected.count, "\(filter)")
            #expect(try await office.ledger.count(filter) == expected.count)
            #expect(try await office.ledger.count(filter, upTo: 3) == min(3, expected.count))
            found += expected.count
        }
        #expect(found > 200, "the filters must find something")
    }

    /// Nothing but the index knows where a word begins: it is asked for the commonest of short words, too.
    @Test func shortWordsBeginWords() async throws {
        let office = try TestOffice()
        var codes: [DossierCode] = []
        for note in Array(repeating: "an", count: 40) + ["zqxv lan", "zqxv an"] {
            let type = DocumentType(slug: "ho-chieu", name: "Hộ chiếu")
            codes.append(
                try await office.takeIn("s.pdf", form: try DossierForm(documentType: type, note: note)))
        }
        var filter = DossierFilter()
        filter.search = "zqxv an"
        #expect(try await office.ledger.dossiers(filter).map(\.code) == [codes[41]])
    }

    /// Words of less than three letters begin a word, or are it.
    private static func matches(_ record: DossierRecord, _ filter: DossierFilter) -> Bool {
        let applicant = record.form.applicant
        let fields: [String?] = [
            record.code.text, applicant?.displayName, applicant?.identity?.text, applicant?.email?.text,
            record.form.documentType?.name, record.form.note, String(decoding: record.originalName, as: UTF8.self),
        ]
        let text = SearchText.folded(fields.compactMap(\.self).joined(separator: " "))
        let words = text.split { !$0.isLetter && !$0.isNumber }
        let hasWords = SearchText.folded(filter.search).split(separator: " ").allSatisfy { word in
            switch (word.count, word.allSatisfy { $0.isLetter || $0.isNumber }) {
            case (1, true): words.contains { $0 == word }
            case (2, true): words.contains { $0.hasPrefix(word) }
            default: text.contains(word)
            }
        }
        return hasWords
            && (filter.states.isEmpty || filter.states.contains(record.state))
            && (filter.kinds.isEmpty || applicant.map { filter.kinds.contains($0.kind) } == true)
            && (filter.documentTypes.isEmpty || filter.documentTypes.contains(record.form.documentType?.slug ?? ""))
            && filter.from.map { record.receivedAt >= $0 } != false
            && filter.until.map { record.receivedAt < $0 } != false
            && (filter.code.isEmpty || record.code.text.contains(filter.code))
    }

    @Test func ordersAndPages() async throws {
        let (office, all) = try await office(30)
        var filter = DossierFilter()
        #expect(all.map(\.receivedAt) == all.map(\.receivedAt).sorted())
        filter.isDescending = true
        #expect(try await office.ledger.dossiers(filter) == all.reversed())
        filter.isDescending = false
        filter.order = .name
        let names = try await office.ledger.dossiers(filter).compactMap { $0.form.applicant?.displayName }
        #expect(
            names.map { Array($0.utf8) } == names.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
        filter.order = .due
        filter.kinds = [.email]
        let due = try await office.ledger.dossiers(filter)
        filter.limit = 3
        filter.offset = 2
        #expect(try await office.ledger.dossiers(filter) == Array(due[2..<5]))
        #expect(try await office.ledger.count(filter) == due.count)
    }

    @Test func aListComesInBatchesWithAllThatHappened() async throws {
        let (office, all) = try await office(25)
        let batches = Batches()
        try await office.ledger.forEachDossier(DossierFilter(), batch: 10) { batches.add($0) }
        #expect(batches.sizes == [10, 10, 5] && batches.records == all)
        for record in all {
            #expect(batches.histories[record.code] == (try await office.ledger.history(record.code)))
        }
    }
}

/// The same numbers in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
