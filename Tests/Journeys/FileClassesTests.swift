import Foundation
import TestSupport
import Testing

/// The judge of `make corpus` over files made here: its table of classes and outcomes is in the output of every run.
@Suite(.blocking) struct FileClassesTests {
    @Test func eachIsCertifiedOrRefusedWithItsReason() throws {
        let folder = try TemporaryDirectory("classes")
        let files = try FileClasses.files()
        for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name))) }
        let judge = Repository.root + "/Tests/Corpus/corpus.py"
        let judged = try Tool.run(Tool.python, ["-B", judge, Program.path, folder.path])
        print(judged.output)
        #expect(judged.status == 0, "\(judged.output)\(judged.errors)")
        #expect(judged.output.contains("\(files.count) files; of 14 that poppler opens and no rule forbids 100.00%"))
        #expect(judged.output.contains("; 0 violations;"))
        let lines = judged.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        for (reason, count) in [
            "pdf-encrypted": 2, "not-a-pdf": 2, "empty-file": 1, "pdf-no-pages": 1, "pdf-truncated": 1,
            "pdf-xfa-form": 1,
        ] {
            #expect(lines.contains([reason, String(count)]), "\(reason)")
        }
        #expect(lines.contains(["all", "12", "2", "8"]), "certified, repaired, refused")
    }
}
