import Faults
import Yams

/// One mapping of a YAML file, read strictly: every key is known, every value has its type, every fault names
/// file, line and key.
struct YAMLSection {
    let file: String
    /// Dotted; empty at the top.
    let path: String
    /// Counted from 1.
    let line: Int
    private let values: [(key: String, line: Int, node: Node)]

    /// Parses a whole file.
    init(text: String, file: String, keys: [String]) throws(ConfigurationFault) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw ConfigurationFault(file: file, syntax: error)
        }
        guard let node else {
            throw ConfigurationFault(file: file, line: 1, reason: .wrongType(expected: Self.mapping))
        }
        try self.init(node: node, file: file, path: "", line: node.mark?.line ?? 1, keys: keys)
    }

    /// - Parameter keys: the known keys; `nil` takes any (a list of document types, say).
    private init(
        node: Node,
        file: String,
        path: String,
        line: Int,
        keys: [String]?
    ) throws(ConfigurationFault) {
        self.file = file
        self.path = path
        self.line = line
        guard case .mapping(let mapping) = node else {
            throw ConfigurationFault(file: file, line: line, key: path, reason: .wrongType(expected: Self.mapping))
        }
        var values: [(key: String, line: Int, node: Node)] = []
        for (keyNode, value) in mapping {
            let key = keyNode.string ?? ""
            let keyLine = keyNode.mark?.line ?? line
            if let keys, !keys.contains(key) {
                throw ConfigurationFault(
                    file: file,
                    line: keyLine,
                    key: Self.join(path, key),
                    reason: .unknownKey(allowed: keys)
                )
            }
            values.append((key, keyLine, value))
        }
        self.values = values
    }

    var keys: [String] { values.map(\.key) }

    func has(_ key: String) -> Bool { node(key) != nil }

    func fault(_ key: String, _ reason: ConfigurationFault.Reason) -> ConfigurationFault {
        ConfigurationFault(file: file, line: line(of: key), key: dotted(key), reason: reason)
    }

    /// Of the section where the key is missing.
    func line(of key: String) -> Int { values.first { $0.key == key }?.line ?? line }

    func dotted(_ key: String) -> String { Self.join(path, key) }

    // MARK: Values

    func section(_ key: String, keys: [String]?) throws(ConfigurationFault) -> YAMLSection {
        guard let section = try optionalSection(key, keys: keys) else { throw fault(key, .missingKey) }
        return section
    }

    func optionalSection(_ key: String, keys: [String]?) throws(ConfigurationFault) -> YAMLSection? {
        guard let node = node(key) else { return nil }
        return try YAMLSection(node: node, file: file, path: dotted(key), line: line(of: key), keys: keys)
    }

    func sections(_ key: String, keys: [String]) throws(ConfigurationFault) -> [YAMLSection] {
        guard let node = node(key) else { throw fault(key, .missingKey) }
        guard case .sequence(let sequence) = node else {
            throw fault(key, .wrongType(expected: Wording(vi: "một danh sách", en: "a list")))
        }
        var sections: [YAMLSection] = []
        for (index, element) in sequence.enumerated() {
            let (path, line) = ("\(dotted(key))[\(index)]", element.mark?.line ?? line(of: key))
            sections.append(try YAMLSection(node: element, file: file, path: path, line: line, keys: keys))
        }
        return sections
    }

    func string(_ key: String) throws(ConfigurationFault) -> String {
        guard let text = try optionalString(key) else { throw fault(key, .missingKey) }
        return text
    }

    func optionalString(_ key: String) throws(ConfigurationFault) -> String? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            throw fault(
                key, .wrongType(expected: Wording(vi: "một dòng chữ không trống", en: "a text that is not empty")))
        }
        return scalar.string
    }

    /// A list of texts, at least one.
    func strings(_ key: String) throws(ConfigurationFault) -> [String] {
        let expected = Wording(vi: "một danh sách dòng chữ không trống", en: "a list of texts that are not empty")
        guard let node = node(key) else { throw fault(key, .missingKey) }
        guard case .sequence(let sequence) = node else { throw fault(key, .wrongType(expected: expected)) }
        let texts = sequence.compactMap { element -> String? in
            guard case .scalar(let scalar) = element, !scalar.string.isEmpty else { return nil }
            return scalar.string
        }
        guard !texts.isEmpty, texts.count == sequence.count else { throw fault(key, .wrongType(expected: expected)) }
        return texts
    }

    /// A scalar that people may leave empty: a form's field.
    func entry(_ key: String) throws(ConfigurationFault) -> String? {
        guard let node = node(key) else { return nil }
        guard case .scalar(let scalar) = node else {
            throw fault(key, .wrongType(expected: Wording(vi: "một dòng chữ", en: "a text")))
        }
        let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        return isNull || scalar.string.isEmpty ? nil : scalar.string
    }

    func isScalar(_ key: String) -> Bool {
        if case .scalar = node(key) { true } else { false }
    }

    /// Reads a text and turns it into what it means.
    func value<Value>(
        _ key: String,
        expected: Wording,
        _ parse: (String) -> Value?
    ) throws(ConfigurationFault) -> Value? {
        guard let text = try optionalString(key) else { return nil }
        guard let value = parse(text) else { throw fault(key, .invalidValue(found: text, expected: expected)) }
        return value
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        of type: Choice.Type = Choice.self
    ) throws(ConfigurationFault) -> Choice? where Choice.RawValue == String {
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        let expected = Wording(vi: "một trong: \(names)", en: "one of: \(names)")
        return try value(key, expected: expected) { Choice(rawValue: $0) }
    }

    /// A list of which each is one of the known; none where the key is missing.
    func choices<Choice: RawRepresentable & CaseIterable>(
        _ key: String,
        of type: Choice.Type = Choice.self
    ) throws(ConfigurationFault) -> [Choice] where Choice.RawValue == String {
        guard has(key) else { return [] }
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        var choices: [Choice] = []
        for text in try strings(key) {
            guard let choice = Choice(rawValue: text) else {
                let expected = Wording(vi: "trong số: \(names)", en: "some of: \(names)")
                throw fault(key, .invalidValue(found: text, expected: expected))
            }
            choices.append(choice)
        }
        return choices
    }

    /// The line of the file that a line of a text stands on, both counted from 1; the key's own line where the text
    /// is not written line by line.
    func line(_ ofText: Int, of key: String) -> Int {
        guard case .scalar(let scalar) = node(key), let start = scalar.mark?.line else { return line }
        return scalar.style == .literal ? start + ofText : start
    }

    // MARK: Helpers

    private func node(_ key: String) -> Node? { values.first { $0.key == key }?.node }

    private static let mapping = Wording(vi: "một nhóm khóa", en: "a mapping of keys")

    private static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
