import Certification
import Foundation
import Glibc
import Spool

/// How long people wait for a single document while the machine has nothing else to do, by a daemon that watches its
/// folders: from the scan in the inbox to the officer's desk, and from the leader's gesture to the clerk's desk.
struct BenchAlone {
    /// The daemon's, which is no work of its: what stands still for so long is taken in.
    static let settle: Duration = .milliseconds(100)
    private static let documents = 20
    /// Between two gestures: nobody is quicker, and the daemon is done with the one before.
    private static let pause: Duration = .milliseconds(30)
    /// How often a desk is looked at.
    private static let glance: Duration = .microseconds(250)
    /// A daemon that needs longer is broken.
    private static let patience: Duration = .seconds(60)

    /// Of each document, in milliseconds.
    struct Waits {
        fileprivate var toDesk: [Double] = []
        fileprivate var toSigned: [Double] = []

        /// - Parameter limit: of one signature, in seconds.
        func document(limit: Double) -> BenchDocument.Alone {
            let signed = Self.median(toSigned)
            return BenchDocument.Alone(
                documents: toDesk.count, toDesk: Self.median(toDesk), toDeskAtMost: toDesk.max() ?? 0,
                toSigned: signed, toSignedAtMost: toSigned.max() ?? 0, limit: limit * 1000,
                ratio: signed / (limit * 1000)
            )
        }

        private static func median(_ values: [Double]) -> Double {
            values.isEmpty ? 0 : values.sorted()[values.count / 2]
        }
    }

    private let configuration: PipelineConfiguration
    private let input: String?
    private let layout: SpoolLayout

    /// - Parameters:
    ///   - configuration: of a workspace of its own, with ``settle``.
    ///   - input: as of ``Bench``.
    init(_ configuration: PipelineConfiguration, input: String?) {
        self.configuration = configuration
        self.input = input
        layout = SpoolLayout(configuration)
    }

    /// Blocking.
    func measure() async throws -> Waits {
        let service = try await OfficeService(starting: configuration)
        return try await withThrowingTaskGroup(of: Waits?.self) { group in
            group.addTask {
                try await service.run()
                return nil
            }
            group.addTask { try await self.measureAll() }
            var waits: Waits?
            while waits == nil, let ended = try await group.next() {
                guard let ended else { throw UnexpectedFault(detail: "the daemon ended") }
                waits = ended
            }
            group.cancelAll()
            // It closes what it has open.
            try await group.waitForAll()
            guard let waits else { throw UnexpectedFault(detail: "nothing was measured") }
            return waits
        }
    }

    private func measureAll() async throws -> Waits {
        let source = try BenchSource(input, in: try Directory.open(path: configuration.workspace))
        // Until the daemon has its folders watched and its helpers started.
        var warming = Waits()
        try await measure(-1, source, &warming)
        try await Task.sleep(for: .seconds(1))
        var waits = Waits()
        for number in 0..<Self.documents { try await measure(number, source, &waits) }
        return waits
    }

    private func measure(_ number: Int, _ source: BenchSource, _ waits: inout Waits) async throws {
        guard let name = FileName("alone-\(number)__nguyenthithu@example.vn.pdf"), let slug = FileName(Bench.type)
        else {
            throw UnexpectedFault(detail: "scan \(number)")
        }
        let desk = try names(on: .awaitingSeal)
        try source.drop(number, as: name, into: try Directory.open(path: configuration.workspace))
        try await Task.sleep(for: Self.pause)

        let dropped = try move(name, from: configuration.workspace, to: layout.path(of: .inboxForType(slug)))
        let document = try await arrival(on: .scanned, besides: [])
        waits.toDesk.append((dropped.duration(to: .now) - Self.settle).seconds * 1000)
        try await Task.sleep(for: Self.pause)

        _ = try move(document, from: layout.path(of: .scanned), to: layout.path(of: .submit))
        _ = try await arrival(on: .awaitingSignature, besides: [])
        try await Task.sleep(for: Self.pause)

        let asked = try move(document, from: layout.path(of: .awaitingSignature), to: layout.path(of: .sign))
        _ = try await arrival(on: .awaitingSeal, besides: desk)
        waits.toSigned.append(asked.duration(to: .now).seconds * 1000)
        try await Task.sleep(for: Self.pause)
    }

    /// As a person moves files.
    ///
    /// - Returns: when it was there.
    private func move(_ name: FileName, from: String, to: String) throws -> ContinuousClock.Instant {
        let path = "\(to)/\(name.display)"
        guard rename("\(from)/\(name.display)", path) == 0 else {
            throw SpoolFault.system(.move, path: path, errno: errno)
        }
        return .now
    }

    private func arrival(on desk: SpoolFolder, besides known: Set<FileName>) async throws -> FileName {
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline {
            if let arrived = try names(on: desk).subtracting(known).first { return arrived }
            try await Task.sleep(for: Self.glance)
        }
        throw UnexpectedFault(detail: "nothing arrived in \(layout.path(of: desk))")
    }

    private func names(on desk: SpoolFolder) throws -> Set<FileName> {
        Set(try layout.open(desk).names().filter { $0.hasExtension("pdf") })
    }
}
