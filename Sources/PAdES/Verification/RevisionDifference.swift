import PDF

/// What happened to a file between a signature and a later revision.
struct RevisionDifference: Equatable {
    /// Whether any object differs.
    var anything = false
    /// Fields that were filled in, and signature fields that were signed or stamped with a time; fully qualified.
    var filled: [String] = []
    /// What is neither filling in nor signing, or is forbidden by the signature.
    var beyond: [DocumentChange] = []

    mutating func merge(_ other: RevisionDifference) {
        anything = anything || other.anything
        filled += other.filled.filter { !filled.contains($0) }
        beyond += other.beyond.filter { !beyond.contains($0) }
    }
}
