import Foundation
import Hashing
import PAdES
import PDF
import TestSupport

/// A file on its way through the hands of leader and clerk, as PADES.md describes it.
struct SampleFile {
    private(set) var bytes: [UInt8]

    /// One page with one word, a cross-reference table.
    init() {
        let content = "BT /F1 24 Tf 72 700 Td (Ban chinh) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
        ]
        bytes = PlainPDF.bytes(objects)
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    static let leaderField = "chu-ky-lanh-dao"
    static let sealField = "con-dau"
    static let numberField = "so-chung-thuc"

    func structure() throws -> DocumentStructure {
        try bytes.withUnsafeBytes { try DocumentReader($0, name: "sample").structure() }
    }

    /// The leader's revision: attestation page, all fields, an approval signature.
    func signedByLeader(
        _ key: some SigningKey,
        scheme: SignatureScheme = .rsassaPSS,
        at time: Date,
        hashingFromState: Bool = false
    ) throws -> SampleFile {
        var revision = Revision(extending: try structure())
        let page = revision.reserve()
        let value = SignatureDictionary(
            field: Self.leaderField, time: Int(time.timeIntervalSince1970), utcOffset: 7 * 3600,
            signer: key.certificate.subject.display, reason: "Chứng thực bản sao", location: "Phú Cường",
            reservedOctets: ContentsReservation.octets(for: key))
        let valueReference = revision.add(value.object)
        let picture = try Self.picture(&revision, "0 0 1 rg 0 0 120 60 re f")
        let empty = try Self.picture(&revision, "")
        let leader = SignatureField(
            name: Self.leaderField, page: page,
            rectangle: PDFRectangle(left: 300, bottom: 200, right: 420, top: 260))
        let seal = SignatureField(
            name: Self.sealField, page: page,
            rectangle: PDFRectangle(left: 240, bottom: 180, right: 342, top: 282))
        let number = TextField(
            name: Self.numberField, page: page,
            rectangle: PDFRectangle(left: 100, bottom: 600, right: 300, top: 620), fontSize: 13)
        let fields = [
            revision.add(.dictionary(leader.dictionary(value: valueReference, appearance: picture))),
            revision.add(.dictionary(seal.dictionary())),
            revision.add(.dictionary(number.dictionary(appearance: empty))),
        ]
        try revision.appendPage(
            ["MediaBox": .rect([0, 0, 595, 842]), "Annots": .array(fields.map { .reference($0) })], as: page)
        revision.addFields(fields, flags: [.signaturesExist, .appendOnly])
        return try finished(
            revision, value: value, key: key, scheme: scheme, at: time, hashingFromState: hashingFromState)
    }

    /// The clerk's revision: the number is filled in, the seal signs its field.
    func sealed(
        _ key: some SigningKey,
        scheme: SignatureScheme = .rsassaPSS,
        at time: Date,
        also change: (inout Revision, DocumentStructure) throws -> Void = { _, _ in }
    ) throws -> SampleFile {
        let structure = try structure()
        var revision = Revision(extending: structure)
        let value = SignatureDictionary(
            field: Self.sealField, time: Int(time.timeIntervalSince1970), utcOffset: 7 * 3600,
            reservedOctets: ContentsReservation.octets(for: key))
        let valueReference = revision.add(value.object)
        let picture = try Self.picture(&revision, "1 0 0 rg 0 0 102 102 re f")
        for field in structure.fields {
            switch field.name {
            case Self.sealField:
                let signing = SignatureField.signing(field.dictionary, value: valueReference, appearance: picture)
                revision.write(.dictionary(signing), as: field.reference)
            case Self.numberField:
                let filled = TextField.filling(field.dictionary, with: "1/ĐT", appearance: picture)
                revision.write(.dictionary(filled), as: field.reference)
            default: break
            }
        }
        try change(&revision, structure)
        return try finished(revision, value: value, key: key, scheme: scheme, at: time, hashingFromState: false)
    }

    /// A revision without a signature.
    func revised(_ change: (inout Revision, DocumentStructure) throws -> Void) throws -> SampleFile {
        let structure = try structure()
        var revision = Revision(extending: structure)
        try change(&revision, structure)
        return SampleFile(bytes: bytes + (try revision.serialized().bytes))
    }

    private func finished(
        _ revision: consuming Revision,
        value: SignatureDictionary,
        key: some SigningKey,
        scheme: SignatureScheme,
        at time: Date,
        hashingFromState: Bool
    ) throws -> SampleFile {
        let prepared = try PreparedSignature(revision.serialized(), dictionary: value)
        let algorithm = try scheme.algorithm(for: key.certificate.publicKey, of: key.name)
        let hashed: HashedSignature
        if hashingFromState {
            var state = try SHA256()
            try state.update(bytes)
            hashed = try prepared.hashed(after: state, length: bytes.count, for: algorithm)
        } else {
            hashed = try Self.hash(prepared, bytes: bytes, algorithm: algorithm)
        }
        return SampleFile(bytes: bytes + (try hashed.signed(with: key, at: time).serialized()))
    }

    private static func hash(
        _ prepared: consuming PreparedSignature,
        bytes: [UInt8],
        algorithm: SignatureAlgorithm
    ) throws -> HashedSignature {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        defer { copy.deallocate() }
        copy.copyBytes(from: bytes)
        return try prepared.hashed(input: UnsafeRawBufferPointer(copy), for: algorithm)
    }

    private static func picture(_ revision: inout Revision, _ content: String) throws -> PDFReference {
        try revision.addStream(
            ["Type": .name("XObject"), "Subtype": .name("Form"), "BBox": .rect([0, 0, 120, 120])],
            data: Array(content.utf8), compress: false)
    }
}
