import Yams

extension ConfigurationFault {
    /// What the YAML parser complains of, at its line.
    init(file: String, syntax error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(file: file, line: mark.line, reason: .notYAML(detail: problem))
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.joined(separator: ", ")
            self.init(file: file, line: context.mark.line, reason: .notYAML(detail: "duplicate key: \(names)"))
        case .reader(let problem, let offset, _, let text):
            let line = offset.map { offset in text.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1 }
            self.init(file: file, line: line ?? 1, reason: .notYAML(detail: problem))
        default:
            self.init(file: file, line: 1, reason: .notYAML(detail: "\(error)"))
        }
    }
}
