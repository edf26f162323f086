import ArgumentParser
import Certification

/// Why a paper is not certified: a ground of the law, words, or both.
struct GroundOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Căn cứ từ chối: altered, damaged, secret, unlawful, not-legalised, unconfirmed.", valueName: "căn-cứ"))
    var ground: String?

    @Option(help: ArgumentHelp("Lý do, bằng lời.", valueName: "lý-do"))
    var reason: String?

    func validate() throws {
        guard ground != nil || reason != nil else {
            throw ValidationError("Hãy nêu --reason, --ground, hoặc cả hai")
        }
        do {
            _ = try Rejection(ground: ground, words: reason)
        } catch {
            throw ValidationError("\(error.message.vietnamese) \(error.remedy.vietnamese)")
        }
    }
}
