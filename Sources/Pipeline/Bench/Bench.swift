import Certification
import Foundation
import Ledger
import Spool

/// The whole way of many documents on this machine, measured, beside what the machine could do at best.
///
/// Works in a demo workspace of its own, by the very operations that gestures and commands use, durable as always. One
/// station after the other, so that each can be told what it costs.
package struct Bench: Sendable {
    private static let type = "giay-khai-sinh"

    private let directory: String
    private let scan: [UInt8]
    private let count: Int

    /// - Parameters:
    ///   - directory: absolute, empty or missing; on the disk that is measured.
    ///   - input: the scan to be certified again and again; nil for a generated one.
    package init(directory: String, input: [UInt8]?, documents: Int) {
        self.directory = directory
        scan = input ?? BenchScan.make()
        count = documents
    }

    /// Blocking.
    package func run() async throws -> BenchDocument {
        let configuration = try await layOut()
        let office = try await Office.open(configuration, program: "bench")
        do {
            let document = try await measure(office)
            try office.close()
            return document
        } catch {
            try office.close()
            throw error
        }
    }

    private func layOut() async throws -> PipelineConfiguration {
        let pipelines = directory + "/pipelines"
        try FileManager.default.createDirectory(atPath: pipelines, withIntermediateDirectories: true)
        let text = DemoConfiguration.text.replacing("settle: 2s ", with: "settle: 1ms ")
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(pipelines)/\(DemoConfiguration.pipeline).yaml"))
        _ = try await WorkspaceBlueprint(directory: directory).layOut(demo: true)
        return try Workspace(found: directory).pipeline(named: nil)
    }

    private func measure(_ office: Office) async throws -> BenchDocument {
        let names = try drop(into: office)
        var stages: [BenchDocument.Stage] = []
        stages.append(try await intake(names, office))
        stages.append(
            try await measure("submit", .scanned, office) { try await office.submit($0, actor: "bench") })
        let parts = try await BenchParts(directory: directory, office: office).measure()
        stages.append(
            try await measure("sign", .awaitingSignature, office) {
                try await office.sign($0, signerID: nil, actor: "bench")
            })
        stages.append(
            try await measure("stamp", .awaitingSeal, office) {
                try await office.stamp($0, book: nil, actor: "bench")
            })
        stages.append(
            try await BenchMeter(ledger: office.ledger).measure("deliver", documents: count) {
                _ = try await office.dispatch()
            })
        try await requireDelivered(office)

        let machine = try MachineFigures.measure(try office.keyring.sealIdentity(), in: try office.layout.open(.work))
        let seconds = stages.reduce(0) { $0 + $1.seconds }
        let limit = machine.limitPerSecond(size: scan.count)
        let memory = ResourceUse.peakMemory
        return BenchDocument(
            documents: count,
            bytes: scan.count,
            seconds: seconds,
            perSecond: Double(count) / seconds,
            limitPerSecond: limit,
            ratio: Double(count) / seconds / limit,
            stages: stages,
            peakMemory: memory.own,
            peakHelperMemory: memory.helper,
            machine: machine,
            parts: parts
        )
    }

    // MARK: Stations

    private func drop(into office: Office) throws -> [FileName] {
        guard let slug = FileName(Self.type) else { throw UnexpectedFault(detail: Self.type) }
        let inbox = try office.layout.open(.inboxForType(slug)).path
        return try (0..<count).map { number in
            guard let name = FileName("scan-\(number)__nguyenthithu@example.vn.pdf") else {
                throw UnexpectedFault(detail: "scan \(number)")
            }
            // No two alike: behind a document's end nobody looks.
            try Data(scan + Array("\n% \(number)\n".utf8)).write(to: URL(fileURLWithPath: inbox + "/" + name.display))
            return name
        }
    }

    private func intake(_ names: [FileName], _ office: Office) async throws -> BenchDocument.Stage {
        guard let slug = FileName(Self.type) else { throw UnexpectedFault(detail: Self.type) }
        let folder = SpoolFolder.inboxForType(slug)
        let directory = try office.layout.open(folder)
        return try await BenchMeter(ledger: office.ledger).measure("intake", names) { name in
            let scan = try office.scan(name, sidecars: [], in: directory, folder)
            _ = try await office.takeIn(scan, actor: Actor.intake)
        }
    }

    private func measure(
        _ name: String,
        _ state: DossierState,
        _ office: Office,
        _ act: @escaping @Sendable (DossierCode) async throws -> Void
    ) async throws -> BenchDocument.Stage {
        try await BenchMeter(ledger: office.ledger).measure(name, try await codes(state, office)) { code in
            try await office.turns.exclusively(code) { try await act(code) }
        }
    }

    private func codes(_ state: DossierState, _ office: Office) async throws -> [DossierCode] {
        var filter = DossierFilter()
        filter.states = [state]
        return try await office.ledger.dossiers(filter).map(\.code)
    }

    private func requireDelivered(_ office: Office) async throws {
        var filter = DossierFilter()
        filter.states = [.delivered]
        let delivered = try await office.ledger.count(filter)
        guard delivered == count else {
            throw UnexpectedFault(detail: "\(delivered) of \(count) documents arrived")
        }
    }
}
