import Certification
import Testing

/// What a rejection may say.
@Suite struct RejectionRuleTests {
    @Test func aGroundOrWordsOrBoth() throws {
        let ground = try Rejection(ground: "damaged", words: " ")
        #expect(ground.ground == .damaged && ground.text == RefusalGround.damaged.vietnamese)
        #expect(try Rejection(ground: nil, words: "Nhầm bản").text == "Nhầm bản")
        let both = try Rejection(ground: "altered", words: "dòng 3")
        #expect(both.text == "Bản chính bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ: dòng 3")
        #expect(throws: InvalidEntry(.reason, .missing)) { try Rejection(ground: nil, words: " ") }
        #expect(throws: InvalidEntry(.ground, .ground)) { try Rejection(ground: "ugly", words: "x") }
    }

    @Test(
        arguments: [
            ("secret", RefusalGround.secret, nil), ("damaged\ntrang 2 rách\n", .damaged, "trang 2 rách"),
            ("ban chinh co noi dung trai phap luat, dao duc xa hoi\n", .unlawful, nil), ("mờ quá", nil, "mờ quá"),
        ] as [(String, RefusalGround?, String?)])
    func filesAreReadAsPeopleWriteThem(text: String, ground: RefusalGround?, words: String?) throws {
        let rejection = try #require(Rejection(lines: text))
        #expect(rejection.ground == ground)
        let expected = [ground?.vietnamese, words].compactMap(\.self).joined(separator: ": ")
        #expect(rejection.text == expected)
        #expect(Rejection(lines: " \n") == nil)
    }
}
