import Certification
import Faults
import Foundation
import PAdES

extension Doctor {
    /// Apart by more than this, one of two clocks is wrong.
    private static let tolerance = 60

    /// Asks each timestamp server for a timestamp over nothing, and compares the clocks.
    func timestamps() async -> [DoctorFinding] {
        guard let settings = configuration.signature.timestamp else { return [] }
        let service: TimestampService
        do {
            service = try SignatureServices.timestamps(settings, ownRoots: try Keyring(configuration).roots)
        } catch {
            return [.problem("timestamp", FaultDocument(describing: error))]
        }
        var findings: [DoctorFinding] = []
        for server in service.settings.servers { findings.append(await ask(server, of: service)) }
        return findings
    }

    private func ask(_ server: String, of service: TimestampService) async -> DoctorFinding {
        do {
            let digest = [UInt8](repeating: 0, count: 32)
            let now = clock.now()
            let token = try await service.ask(server, sha256: digest, at: now.date)
            let apart = Int(token.time.timeIntervalSince(now.date).rounded())
            guard apart.magnitude > Self.tolerance else {
                return .fine(
                    "timestamp",
                    Wording(vi: "\(server) cấp dấu thời gian tốt.", en: "\(server) gives good timestamps.")
                )
            }
            return .warning(
                "timestamp",
                Wording(
                    vi: "Đồng hồ của máy và của \(server) lệch nhau \(apart) giây.",
                    en: "This machine's clock and that of \(server) are \(apart) seconds apart."
                ),
                remedy: Wording(vi: "Chạy: timedatectl set-ntp true.", en: "Run: timedatectl set-ntp true.")
            )
        } catch let failure as ServiceFailure {
            return .problem("timestamp", TimestampFault.unavailable([failure]))
        } catch {
            return .problem("timestamp", FaultDocument(describing: error))
        }
    }
}
