import Certification
import Foundation
import Ledger
import Spool

/// The whole way of many documents on this machine, measured, beside what the machine could do at best; and the waits of
/// a single one.
///
/// Works in demo workspaces of its own, by the very operations that gestures and commands use, durable as always. One
/// station after the other, so that each can be told what it costs: every desk finds the backlog of the one before.
///
/// The disk holds each document once, in the end as the sealed copy. What a document needs twice comes in portions: those
/// of the inbox are dropped when the ones before are taken in, and mail goes out, and away, before more is sealed.
package struct Bench: Sendable {
    static let type = "giay-khai-sinh"
    private static let portion = (documents: 1000, bytes: 4 << 30)

    private let directory: String
    private let input: String?
    private let count: Int

    /// - Parameters:
    ///   - directory: absolute, empty or missing; on the disk that is measured.
    ///   - input: the path of the scan to be certified again and again; nil for a generated one.
    package init(directory: String, input: String?, documents: Int) {
        self.directory = directory
        self.input = input
        count = documents
    }

    /// Blocking.
    package func run() async throws -> BenchDocument {
        let waits = try await BenchAlone(
            try await Self.layOut(directory + "/alone", settle: BenchAlone.settle), input: input
        ).measure()
        let configuration = try await Self.layOut(directory, settle: .milliseconds(1))
        let office = try await Office.open(configuration, program: "bench")
        do {
            let document = try await measure(office, waits)
            try office.close()
            return document
        } catch {
            try office.close()
            throw error
        }
    }

    /// A demo workspace, ready to be opened.
    private static func layOut(_ directory: String, settle: Duration) async throws -> PipelineConfiguration {
        let pipelines = directory + "/pipelines"
        try FileManager.default.createDirectory(atPath: pipelines, withIntermediateDirectories: true)
        let text = DemoConfiguration.text.replacing(
            "settle: 2s ", with: "settle: \(Int(settle.seconds * 1000))ms ")
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(pipelines)/\(DemoConfiguration.pipeline).yaml"))
        _ = try await WorkspaceBlueprint(directory: directory).layOut(demo: true)
        return try Workspace(found: directory).pipeline(named: nil)
    }

    private func measure(_ office: Office, _ waits: BenchAlone.Waits) async throws -> BenchDocument {
        let source = try BenchSource(input, in: try Directory.open(path: directory))
        var stages: [BenchDocument.Stage] = []
        stages.append(try await intake(of: source, office))
        stages.append(
            try await measure("submit", .scanned, office) { try await office.submit($0, actor: "bench") })
        let parts = try await BenchParts(directory: directory, office: office).measure()
        stages.append(
            try await measure("sign", .awaitingSignature, office) {
                try await office.sign($0, signerID: nil, actor: "bench")
            })
        stages += try await sealAndDeliver(portionOf: source, office)

        // What measuring the machine takes is no need of the office's.
        let memory = ResourceUse.peakMemory
        let machine = try await MachineFigures.measure(
            try office.keyring.sealIdentity(), in: try office.layout.open(.work))
        let seconds = stages.reduce(0) { $0 + $1.seconds }
        let limit = machine.limitPerSecond(size: source.size)
        return BenchDocument(
            documents: count,
            bytes: source.size,
            seconds: seconds,
            perSecond: Double(count) / seconds,
            limitPerSecond: limit,
            ratio: Double(count) / seconds / limit,
            stages: stages,
            alone: waits.document(limit: machine.secondsToSign(size: source.size)),
            peakMemory: memory.own,
            peakHelperMemory: memory.helper,
            machine: machine,
            parts: parts
        )
    }

    // MARK: Stations

    private func intake(of source: BenchSource, _ office: Office) async throws -> BenchDocument.Stage {
        guard let slug = FileName(Self.type) else { throw UnexpectedFault(detail: Self.type) }
        let folder = SpoolFolder.inboxForType(slug)
        let directory = try office.layout.open(folder)
        let portion = portion(of: source)
        var meter = BenchMeter("intake", ledger: office.ledger)
        for first in stride(from: 0, to: count, by: portion) {
            let names = try (first..<min(first + portion, count)).map { number in
                guard let name = FileName("scan-\(number)__nguyenthithu@example.vn.pdf") else {
                    throw UnexpectedFault(detail: "scan \(number)")
                }
                try source.drop(number, as: name, into: directory)
                return name
            }
            try await meter.measure(names) { name in
                let scan = try office.scan(name, sidecars: [], in: directory, folder)
                _ = try await office.takeIn(scan, actor: Actor.intake)
            }
        }
        return meter.stage
    }

    private func measure(
        _ name: String,
        _ state: DossierState,
        _ office: Office,
        _ act: @escaping @Sendable (DossierCode) async throws -> Void
    ) async throws -> BenchDocument.Stage {
        var meter = BenchMeter(name, ledger: office.ledger)
        try await meter.measure(try await codes(state, office)) { code in
            try await office.turns.exclusively(code) { try await act(code) }
        }
        return meter.stage
    }

    private func codes(_ state: DossierState, _ office: Office) async throws -> [DossierCode] {
        try await office.ledger.paths(of: state)
            .compactMap { SpoolPath(bytes: $0)?.name.flatMap { DossierCode(headOfFileName: $0.bytes) } }
            .sorted { $0.text < $1.text }
    }

    private func sealAndDeliver(portionOf source: BenchSource, _ office: Office) async throws -> [BenchDocument.Stage] {
        var stamp = BenchMeter("stamp", ledger: office.ledger)
        var deliver = BenchMeter("deliver", ledger: office.ledger)
        let codes = try await codes(.awaitingSeal, office)
        guard codes.count == count else { throw UnexpectedFault(detail: "\(codes.count) of \(count) documents signed") }
        let portion = portion(of: source)
        for first in stride(from: 0, to: count, by: portion) {
            let codes = Array(codes[first..<min(first + portion, count)])
            // The recipients have fetched what came before.
            if first > 0 { try FileManager.default.removeItem(atPath: directory + "/mail") }
            try await stamp.measure(codes) { code in
                try await office.turns.exclusively(code) { try await office.stamp(code, book: nil, actor: "bench") }
            }
            let start = office.clock.now()
            try await deliver.measure {
                try await arrivals(of: codes, office).map { Double($0.milliseconds - start.milliseconds) / 1000 }
            } _: {
                _ = try await office.dispatch()
            }
        }
        return [stamp.stage, deliver.stage]
    }

    /// When each document reached its recipient.
    ///
    /// - Throws: unless all did.
    private func arrivals(of codes: [DossierCode], _ office: Office) async throws -> [Moment] {
        var moments: [Moment] = []
        for code in codes {
            guard let moment = try await office.ledger.dossier(code).deliveredAt else {
                throw UnexpectedFault(detail: "\(code) did not arrive")
            }
            moments.append(moment)
        }
        return moments
    }

    /// How many documents are dropped, and mailed, at a time.
    private func portion(of source: BenchSource) -> Int {
        min(Self.portion.documents, max(Office.width, Self.portion.bytes / max(1, source.size)))
    }
}
