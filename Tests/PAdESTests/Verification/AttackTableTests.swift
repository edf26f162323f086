import Foundation
import PAdES
import PDF
import Testing

/// Attacks, our verdict, pyHanko's verdict: one table, printed.
struct AttackTableTests {
    @Test("Every known attack is judged as it must be, and as pyHanko judges it but for the reasons given")
    func table() throws {
        let pki = try TestPKI.shared
        let attacks = Attack.all
        let files = try attacks.map { try $0.forge() }
        let verdicts = try Judges.pyHanko(all: files.map(\.bytes), root: pki.root.certificate)
        var lines: [String] = []
        for (attack, (file, verdict)) in zip(attacks, zip(files, verdicts)) {
            let ours = Self.verdict(of: attack.victim, in: file)
            let theirs = verdict.first { $0.field == attack.victim }
            let accepted = theirs?.bottomLine ?? false
            lines.append(
                [
                    attack.name.padded(62), ours.text.padded(58),
                    (theirs.map { $0.bottomLine ? "holds" : $0.failure ?? $0.modifications ?? "broken" } ?? "unreadable")
                        .prefix(40).description,
                ].joined(separator: "  "))
            #expect(ours.holds == attack.holds, "\(attack.name): \(ours.text)")
            if let reason = attack.apart {
                #expect(accepted && !ours.holds, "\(attack.name) is said to be apart: \(reason)")
            } else {
                #expect(accepted == ours.holds, "\(attack.name): \(ours.text); pyHanko: \(String(describing: theirs))")
            }
        }
        print("\nattack × our verdict × pyHanko's verdict\n" + lines.joined(separator: "\n") + "\n")
    }

    private static func verdict(of field: String, in file: SampleFile) -> (holds: Bool, text: String) {
        do {
            guard let report = try verify(file).first(where: { $0.field == field }) else {
                return (false, "no such signature")
            }
            let words =
                report.problems.map(\.code.rawValue) + report.changed.map { "\($0.kind.rawValue) \($0.subject)" }
            return (report.isValid, report.isValid ? "holds" : words.joined(separator: ", "))
        } catch let fault as PDFFault {
            return (false, fault.code)
        } catch {
            return (false, "\(error)")
        }
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        let text = prefix(width)
        return text + String(repeating: " ", count: width - text.count)
    }
}
