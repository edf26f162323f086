import Certification
import Faults
import Foundation

extension ConfigurationReader {
    /// `office.holidays` names a file with one day a line (`2026-09-02` or `02/09/2026`) and whatever the day is called
    /// after it; `#` begins a comment.
    func holidays(_ office: YAMLSection) throws(ConfigurationFault) -> Set<CivilDate> {
        guard let path = try office.optionalString("holidays") else { return [] }
        let text: String
        do {
            text = try String(contentsOfFile: absolute(path), encoding: .utf8)
        } catch {
            throw office.fault("holidays", .unreadableFile(path: path))
        }
        var days: Set<CivilDate> = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard let word = words.first else { continue }
            guard let day = CivilDate(word), days.insert(day).inserted else {
                throw ConfigurationFault(
                    file: path, line: index + 1,
                    reason: .invalidValue(
                        found: String(word),
                        expected: Wording(
                            vi: "một ngày như 2026-09-02, mỗi ngày một lần", en: "a day such as 2026-09-02, each once")
                    )
                )
            }
        }
        return days
    }
}
