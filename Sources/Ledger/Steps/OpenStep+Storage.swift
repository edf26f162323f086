import Certification

extension OpenStep {
    /// What ``init(row:)`` reads.
    static let selection = """
        SELECT id, dossier, kind, fromState, sourcePath, sourceHash, deskPath, workName, preparedAt, targetPath,
            resultHash FROM step
        """

    init(row: inout RowReader) throws {
        let prepared = PreparedStep(
            id: try row.integer(),
            code: try row.code(),
            transition: try row.value { Transition(rawValue: $0) },
            from: try row.optional { DossierState(rawValue: $0) },
            sourcePath: try row.bytes(),
            sourceHash: try row.digest(),
            deskPath: try row.optionalBytes(),
            workName: try row.bytes(),
            preparedAt: try row.moment()
        )
        if let target = try row.optionalBytes() {
            self = .committed(
                CommittedStep(prepared: prepared, targetPath: target, resultHash: try row.digest())
            )
        } else {
            self = .prepared(prepared)
        }
    }
}
