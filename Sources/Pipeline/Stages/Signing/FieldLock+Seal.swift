import PAdES
import PDF

extension FieldLock {
    /// What the seal closes: number, book and date, and the fields that the original brought along. After the leader's
    /// signature they may be filled in, after the seal no more: the office certifies what is seen then.
    ///
    /// An original that is signed already gets none: its signatures might not allow it.
    ///
    /// - Parameter names: of fields that are made in the same revision.
    static func sealed(_ structure: DocumentStructure, and names: [String] = []) -> FieldLock {
        let known = structure.fields.filter { $0.type != "Sig" && !$0.name.isEmpty }.map(\.name)
        return .only(Array(Set(known + names)).sorted())
    }
}
