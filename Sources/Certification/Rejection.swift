/// Why a paper is not certified: one of the grounds of the law, words of one's own, or both.
package struct Rejection: Hashable, Sendable {
    package let ground: RefusalGround?
    private let words: Reason?

    /// - Parameters:
    ///   - ground: `altered`, `damaged` …
    ///   - words: blank where the ground says it all.
    /// - Throws: when nothing is said, the ground is none of the six, or the words are too long.
    package init(ground: String?, words: String?) throws(InvalidEntry) {
        if let ground {
            guard let known = RefusalGround(rawValue: ground) else { throw InvalidEntry(.ground, .ground) }
            self.ground = known
            let isSilent = words.map(\.trimmingBlanks.isEmpty) ?? true
            self.words = isSilent ? nil : try Reason(words ?? "")
        } else {
            self.ground = nil
            self.words = try Reason(words ?? "")
        }
    }

    /// From a file that a person wrote beside the document: the first line may be a ground, by its name or as the law
    /// says it.
    /// - Returns: `nil` when nothing is said.
    package init?(lines: some StringProtocol) {
        let first = lines.prefix { !$0.isNewline }.trimmingBlanks
        ground = RefusalGround.allCases.first { ground in
            [ground.rawValue, SearchText.folded(ground.vietnamese)].contains(SearchText.folded(first))
        }
        words = Reason(lines: ground == nil ? lines[...] : lines.drop { !$0.isNewline })
        guard ground != nil || words != nil else { return nil }
    }

    /// For a person who said nothing.
    package init(silent words: Reason) {
        (ground, self.words) = (nil, words)
    }

    package var text: String {
        guard let ground else { return words?.text ?? "" }
        return words.map { "\(ground.vietnamese): \($0.text)" } ?? ground.vietnamese
    }
}
