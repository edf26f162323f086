import Faults
import PAdES

/// Something about a copy as a whole that keeps it from being a certified one although each signature may hold.
package enum CopyProblem: String, Codable, Sendable {
    /// The seal vouches for a person's signature: it comes last (Nghị định 30/2020/NĐ-CP, Điều 32, khoản 1).
    case sealedBeforeSigned = "sealed-before-signed"
    case sealedWithoutSignature = "sealed-without-signature"
    case signedWithoutSeal = "signed-without-seal"
    case annulled

    package var wording: Wording {
        switch self {
        case .sealedBeforeSigned:
            Wording(
                vi: "sai thứ tự: con dấu đóng trước khi lãnh đạo ký",
                en: "the wrong order: the seal was affixed before the leader signed"
            )
        case .sealedWithoutSignature:
            Wording(
                vi: "có con dấu nhưng không có chữ ký của lãnh đạo", en: "there is a seal but no leader's signature")
        case .signedWithoutSeal:
            Wording(
                vi: "lãnh đạo đã ký nhưng chưa đóng dấu nên chưa có giá trị chứng thực",
                en: "the leader signed, but without the seal nothing is certified"
            )
        case .annulled: Wording(vi: "bản sao này đã bị hủy giá trị", en: "this copy has been annulled")
        }
    }

    /// A problem with the order in which the people of an office signed, by the names of the fields that we make.
    ///
    /// Only the last of such pairs counts: what an original brings along under such a name is certified with it.
    ///
    /// - Parameter signatures: in the order in which the file was signed.
    static func order(of signatures: [SignatureReport]) -> CopyProblem? {
        var place: [String: Int] = [:]
        for (index, signature) in signatures.enumerated() { place[signature.field] = index }
        let pairs = (1...signatures.count + 1).map { ordinal in
            let names = CertificationFields(ordinal: ordinal)
            return (leader: place[names.leader], seal: place[names.seal])
        }
        func end(_ pair: (leader: Int?, seal: Int?)) -> Int { max(pair.leader ?? -1, pair.seal ?? -1) }
        guard let last = pairs.max(by: { end($0) < end($1) }) else { return nil }
        return switch last {
        case (let leader?, let seal?): seal < leader ? .sealedBeforeSigned : nil
        case (nil, _?): .sealedWithoutSignature
        case (_?, nil): .signedWithoutSeal
        case (nil, nil): nil
        }
    }
}
