import Faults
import PDF
import Spool

extension Doctor {
    /// Starts a helper process: its answer shows that it works, and tells what holds a parser that was taken over.
    func inspection() async -> [DoctorFinding] {
        do {
            let inspector = try Inspector(
                executable: InspectionCellCommand.executable,
                arguments: InspectionCellCommand.arguments,
                cells: 1
            )
            defer { inspector.shutDown() }
            let sample = try Directory.open(path: configuration.workspace + "/pipelines")
                .openRegular(FileName("\(configuration.name).yaml") ?? "pipeline.yaml")
            return [Self.finding(try await inspector.confinement(sample.descriptorNumber))]
        } catch {
            return [.problem("inspection", FaultDocument(describing: error))]
        }
    }

    private static func finding(_ confinement: CellConfinement) -> DoctorFinding {
        let layers = [
            ("namespaces", confinement.namespaces), ("Landlock", confinement.files),
            ("seccomp", confinement.systemCalls),
        ]
        let active = layers.filter(\.1).map(\.0).joined(separator: ", ")
        let missing = layers.filter { !$0.1 }.map(\.0).joined(separator: ", ")
        guard !missing.isEmpty else {
            return .fine(
                "inspection",
                Wording(
                    vi: "Tiến trình kiểm tra PDF hoạt động, được cách ly bằng giới hạn tài nguyên, \(active).",
                    en: "The process that inspects PDFs works, held by resource limits, \(active)."
                )
            )
        }
        let held = active.isEmpty ? "" : ", \(active)"
        return .warning(
            "inspection",
            Wording(
                vi: "Tiến trình kiểm tra PDF hoạt động, cách ly bằng giới hạn tài nguyên\(held); thiếu \(missing).",
                en: "The process that inspects PDFs works, held by resource limits\(held); without \(missing)."
            ),
            remedy: Wording(
                vi: "Dùng nhân Linux 5.13 trở lên có Landlock và seccomp, cho phép user namespaces "
                    + "(sysctl kernel.unprivileged_userns_clone=1).",
                en: "Use Linux 5.13 or newer with Landlock and seccomp, and allow user namespaces "
                    + "(sysctl kernel.unprivileged_userns_clone=1)."
            )
        )
    }
}
