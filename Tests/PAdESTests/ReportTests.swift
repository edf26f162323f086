import Foundation
import PAdES
import PDF
import Testing

/// What people and scripts read.
struct ReportTests {
    private func reports() throws -> [SignatureReport] {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        return try verify(approved.sealed(pki.rsaSeal, at: pki.now, also: LaterChange.newPage.apply))
    }

    @Test("The JSON has the names that scripts rely on")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = try encoder.encode(try reports()[0])
        let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(object["field"] as? String == SampleFile.leaderField)
        #expect(object["signer"] as? String == "Nguyễn Văn A")
        #expect((object["at"] as? String)?.hasSuffix("+07:00") == true)
        #expect(object["intact"] as? Bool == true)
        #expect(object["trusted"] as? Bool == true)
        #expect(object["coverage"] as? String == "earlier-revision")
        #expect(object["changes"] as? String == "other")
    }

    @Test("What is absent is null in the JSON, and comes back as it went")
    func absent() throws {
        let pki = try TestPKI.shared
        let approved = try SampleFile().signedByLeader(pki.rsa, at: pki.now)
        let stranger = SignatureVerifier(anchors: TrustAnchors([]), at: pki.now)
        let report = try verify(approved, by: stranger)[0]
        let json = try JSONEncoder().encode(report)
        let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        for key in ["trustAnchor", "timestamp", "provenAt", "permission"] { #expect(object[key] is NSNull, "\(key)") }
        #expect(try JSONDecoder().decode(SignatureReport.self, from: json) == report)
    }

    @Test("The report for people says what holds and what does not")
    func text() throws {
        let reports = try reports()
        let at = try #require(reports.first?.at)
        #expect(
            reports.first?.text { "<\($0)>" } == """
                KHÔNG HỢP LỆ: chữ ký “chu-ky-lanh-dao”
                  Người ký: Nguyễn Văn A
                  Thời gian ký (theo người ký): <\(at)>
                  Nội dung được ký: nguyên vẹn
                  Chứng thư số: tin cậy, theo gốc “CA gốc dùng thử”
                  Thu hồi: chưa kiểm tra được, vì tệp không kèm dữ liệu phù hợp
                  Phạm vi: bản trước đó; sau đó tệp BỊ SỬA:
                    + đã điền, ký: con-dau, so-chung-thuc
                    - nội dung bị sửa (2 0 R)
                  Vấn đề: tệp bị thay đổi sau khi ký, quá mức điền biểu mẫu và ký tiếp
                """)
        #expect(
            reports.last?.text { "<\($0)>" } == """
                HỢP LỆ: chữ ký “con-dau”
                  Người ký: UBND xã Phú Cường
                  Thời gian ký (theo người ký): <\(at)>
                  Nội dung được ký: nguyên vẹn
                  Chứng thư số: tin cậy, theo gốc “CA gốc dùng thử”
                  Thu hồi: chưa kiểm tra được, vì tệp không kèm dữ liệu phù hợp
                  Phạm vi: toàn bộ tệp
                """)
    }
}
