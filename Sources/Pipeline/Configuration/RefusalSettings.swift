import Faults

/// Written refusals, as `refusals` in a pipeline's file says.
package struct RefusalSettings: Sendable {
    /// Whose signature they get; `nil` for a place to sign by hand.
    package let signer: String?
    package let template: FillableText<RefusalPlaceholder>

    static let standard = FillableText<RefusalPlaceholder>(
        standard: """
            # {office}
            # CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
            # Độc lập – Tự do – Hạnh phúc

            {place}, {date}

            # VĂN BẢN TỪ CHỐI CHỨNG THỰC

            Kính gửi: {name} {identity}

            {office} đã tiếp nhận yêu cầu chứng thực bản sao từ bản chính đối với: {document-type}.

            Căn cứ Điều 22 Nghị định số 23/2015/NĐ-CP của Chính phủ, {office} từ chối chứng thực với lý do:

            {ground}.

            Bản chính đã được trả lại cho người yêu cầu. Ông/Bà có quyền khiếu nại quyết định này theo quy định của \
            pháp luật về khiếu nại.
            """
    )
}

extension ConfigurationReader {
    /// `refusals: {signer: chu-tich, template: …}`.
    func refusals(
        _ top: YAMLSection, signers: [SignerSettings]
    ) throws(ConfigurationFault) -> RefusalSettings {
        let section = try top.optionalSection("refusals", keys: ["signer", "template"])
        let ids = signers.map(\.id)
        let expected = Wording(
            vi: "một trong: \(ids.joined(separator: ", "))", en: "one of: \(ids.joined(separator: ", "))")
        return RefusalSettings(
            signer: try section?.value("signer", expected: expected) { ids.contains($0) ? $0 : nil },
            template: try section?.fillable("template", allowed: RefusalPlaceholder.allCases)
                ?? RefusalSettings.standard
        )
    }
}
