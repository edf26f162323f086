// The ledger against its anchors.
//
// Called when an office opens, by `audit` and by `doctor`. Trusts an anchor only by its signature, and its signer only
// if it is the office's seal or one that is stated. An anchor that speaks of a state which a restoration gave up is
// passed over: the restoration is an event of its own, and `audit` tells of it.

import Faults
import Foundation
import Ledger
import PAdES

struct AnchorCheck: Sendable {
    let folder: AnchorFolder
    let ledger: Ledger
    let signers: StatementSigners

    /// Compares the ledger with the newest anchor that can be believed. Blocking.
    ///
    /// - Throws: ``AnchorFault/ledgerOlder(anchor:confirmed:found:)``, ``AnchorFault/chainDiffers(anchor:events:)``.
    /// - Returns: what is wrong with newer anchors, which say nothing then.
    func requireAgreement() async throws -> [AnchorFault] {
        var doubts: [AnchorFault] = []
        let restorations = try await ledger.restorations()
        for name in try folder.names().reversed() where !isGivenUp(name, restorations) {
            do {
                let anchor = try folder.read(name)
                try checkSigner(of: anchor)
                if let fault = try await disagreement(with: anchor) { throw fault }
                return doubts
            } catch let fault as AnchorFault {
                guard case .data = fault.exitCode else { throw fault }
                doubts.append(fault)
            }
        }
        return doubts
    }

    /// Looks at every anchor. Blocking.
    func examine() async throws -> AnchorReport {
        let restorations = try await ledger.restorations()
        var report = AnchorReport(folder: folder.path)
        var last: AnchorFolder.Stored?
        var known: Set<Int> = []
        for name in try folder.names() {
            known.insert(name.ordinal)
            do {
                let anchor = try folder.read(name)
                try checkSigner(of: anchor)
                if !isGivenUp(name, restorations), let fault = try await disagreement(with: anchor) {
                    report.faults.append(fault)
                }
                if let last, last.name.ordinal == name.ordinal - 1, anchor.statement.previous != last.digest {
                    report.faults.append(.altered(folder.describe(last.name)))
                }
                report.add(anchor.statement)
                last = anchor
            } catch let fault as AnchorFault {
                report.faults.append(fault)
                last = nil
            }
        }
        let newest = max(known.max() ?? 0, try await ledger.lastAnchor()?.ordinal ?? 0)
        if newest > 0 { report.faults += missing(from: Set(1...newest).subtracting(known)) }
        return report
    }

    private func isGivenUp(_ name: AnchorName, _ restorations: [Restoration]) -> Bool {
        restorations.contains { $0.givesUp(anchor: name.ordinal, count: name.events) }
    }

    private func disagreement(with anchor: AnchorFolder.Stored) async throws -> AnchorFault? {
        let (statement, place) = (anchor.statement, folder.describe(anchor.name))
        guard let hash = try await ledger.chainHash(at: statement.events) else {
            let found = try await ledger.chainHead().count
            return .ledgerOlder(anchor: place, confirmed: statement.events, found: found)
        }
        return hash == statement.head ? nil : .chainDiffers(anchor: place, events: statement.events)
    }

    private func checkSigner(of anchor: AnchorFolder.Stored) throws(AnchorFault) {
        let time = try? Date(anchor.statement.at, strategy: .iso8601)  // Without a time nothing leads to a root.
        guard signers.include(anchor.signature, at: time) else {
            throw .untrusted(folder.describe(anchor.name), signer: anchor.signature.signer.subject.display)
        }
    }

    /// Ordinals as ranges.
    private func missing(from ordinals: Set<Int>) -> [AnchorFault] {
        var ranges: [ClosedRange<Int>] = []
        for ordinal in ordinals.sorted() {
            if let range = ranges.last, range.upperBound == ordinal - 1 {
                ranges[ranges.count - 1] = range.lowerBound...ordinal
            } else {
                ranges.append(ordinal...ordinal)
            }
        }
        return ranges.map { .missing(folder: folder.path, from: $0.lowerBound, through: $0.upperBound) }
    }
}

/// What the anchors of an office say.
struct AnchorReport: Sendable {
    let folder: String
    private(set) var count = 0
    private(set) var newest: AnchorStatement?
    var faults: [AnchorFault] = []

    init(folder: String) {
        self.folder = folder
    }

    fileprivate mutating func add(_ statement: AnchorStatement) {
        count += 1
        newest = statement
    }
}
