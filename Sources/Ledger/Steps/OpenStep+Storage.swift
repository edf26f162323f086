import Certification
import GRDB

extension OpenStep {
    init(row: Row) throws {
        let prepared = PreparedStep(
            id: try row.value("id"),
            code: try row.code("dossier"),
            transition: try row.value("kind") { Transition(rawValue: $0) },
            from: try row.optionalState("fromState"),
            sourcePath: try row.bytes("sourcePath"),
            sourceHash: try row.digest("sourceHash"),
            deskPath: try row.optionalBytes("deskPath"),
            workName: try row.bytes("workName"),
            preparedAt: try row.moment("preparedAt")
        )
        if let target = try row.optionalBytes("targetPath") {
            self = .committed(
                CommittedStep(prepared: prepared, targetPath: target, resultHash: try row.digest("resultHash"))
            )
        } else {
            self = .prepared(prepared)
        }
    }
}
