/// What a cross-reference section says of one number (ISO 32000-1, 7.5.4 and Table 18).
enum CrossReferenceEntry: Equatable {
    /// Never to be used again; the head of the list of free numbers, which is otherwise empty.
    case free
    /// In bytes from the start of the file.
    case offset(Int, generation: Int)
    /// In the object stream of that number; only in a section that is a stream.
    case inStream(Int, index: Int)
}

/// Entries of consecutive numbers.
struct CrossReferenceRun {
    let first: Int
    private(set) var entries: [CrossReferenceEntry]

    static func all(of entries: [Int: CrossReferenceEntry]) -> [CrossReferenceRun] {
        var runs: [CrossReferenceRun] = []
        for (number, entry) in entries.sorted(by: { $0.key < $1.key }) {
            if let last = runs.indices.last, runs[last].first + runs[last].entries.count == number {
                runs[last].entries.append(entry)
            } else {
                runs.append(CrossReferenceRun(first: number, entries: [entry]))
            }
        }
        return runs
    }
}
