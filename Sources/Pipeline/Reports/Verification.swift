import Foundation
import Hashing
import Ledger
import PAdES
import PDF
import Spool

/// Checks PDFs of any origin; needs no workspace, and asks the register of one where there is one.
///
/// Called by `verify`. Trusts the roots it is given. What is in the file is read in a cell (``VerificationCell``); here
/// its bytes are only hashed, for the register. A copy is known by its whole file; what begins with a known copy is not
/// that copy, but an annulled one does not lose its mark by growing.
package final class VerificationOffice: Sendable {
    private let instructions: Data
    private let reader: OfficeReader?
    private let inspector: Inspector

    /// Seconds: a validator's patience is longer than intake's, and a hundred revisions are compared one by one.
    private static let patience = 60.0

    /// Blocking.
    ///
    /// - Parameters:
    ///   - trust: PEM files, and folders of them, with the roots to trust; without any, those of the office's own keys
    ///     and those that its configuration names.
    ///   - configuration: the office whose register is asked.
    /// - Throws: ``KeyFault`` or ``SpoolFault`` for a PEM file that cannot be used, ``LedgerFault``.
    package init(trust: [String], configuration: PipelineConfiguration?) throws {
        var anchors = try TrustedRoots(paths: trust).read()
        if trust.isEmpty, let configuration {
            anchors = KeyReader(configuration).ownRoots + (try TrustedRoots(paths: configuration.trust).read())
        }
        instructions = try JSONEncoder().encode(
            VerificationCell.Instructions(anchors: anchors.map { Data($0.der) }, time: Date()))
        reader = try configuration.map(OfficeReader.init)
        inspector = try Inspector(
            executable: InspectionCellCommand.executable,
            arguments: InspectionCellCommand.arguments,
            cells: 1,
            limits: CellLimits(secondsPerFile: Self.patience)
        )
    }

    /// Blocking.
    ///
    /// - Throws: ``PDFFault`` for what is no readable PDF, ``SpoolFault`` for what is no readable file.
    package func verify(_ path: String) async throws -> VerificationDocument {
        let file = try Self.open(path)
        let bytes = try await inspector.examine(file.descriptorNumber, name: path, instructions: instructions)
        let findings = try JSONDecoder().decode(VerificationCell.Findings.self, from: Data(bytes))
        let digests = try file.digests(ofFirst: findings.revisionEnds)
        // Signatures and hash must be of the same bytes.
        guard try file.isUnchanged() else { throw SpoolFault.replaced(path: path) }
        let register = try await register(of: digests)
        let signatures = findings.signatures
        var problems = [CopyProblem.order(of: signatures)].compactMap { $0 }
        if register.annulled { problems.append(.annulled) }
        return VerificationDocument(
            file: path,
            valid: signatures.contains { $0.kind == .signature } && signatures.allSatisfy(\.isValid)
                && problems.isEmpty,
            signatures: signatures,
            problems: problems,
            register: register
        )
    }

    private static func open(_ path: String) throws -> ReadableFile {
        guard let slash = path.lastIndex(of: "/"), let name = FileName(path[path.index(after: slash)...]) else {
            throw IntakeFault.noSuchFile(path: path)
        }
        do {
            let folder = String(path[..<slash])
            return try Directory.open(path: folder.isEmpty ? "/" : folder).openRegular(name)
        } catch SpoolFault.system(_, _, ENOENT), SpoolFault.system(_, _, ENOTDIR) {
            throw IntakeFault.noSuchFile(path: path)
        }
    }

    /// - Parameter digests: of the whole file, then of its earlier states.
    private func register(of digests: [Digest]) async throws -> VerificationDocument.Register {
        for (index, digest) in digests.enumerated() {
            guard let record = try await reader?.ledger.dossier(withSealedHash: digest) else { continue }
            return VerificationDocument.Register(
                known: index == 0,
                code: record.code.text,
                number: record.registration?.number.text,
                book: record.registration?.book.text,
                annulled: record.state == .annulled
            )
        }
        return .unknown
    }
}

extension ReadableFile {
    /// SHA-256 of the whole file, and of its first octets up to each length, longest first; read once. Blocking.
    fileprivate func digests(ofFirst lengths: [Int]) throws -> [Digest] {
        var hash = try SHA256()
        var digests: [Digest] = []
        var pending = lengths.sorted()[...]
        var position = 0
        try forEachChunk { (chunk) throws(SpoolFault) in
            do {
                var chunk = chunk[...]
                while let length = pending.first, length <= position + chunk.count {
                    let part = chunk.prefix(length - position)
                    try hash.update(UnsafeRawBufferPointer(rebasing: part))
                    digests.append(try hash.fork().finalize())
                    chunk = chunk.dropFirst(part.count)
                    position = length
                    pending = pending.dropFirst()
                }
                try hash.update(UnsafeRawBufferPointer(rebasing: chunk))
                position += chunk.count
            } catch {
                throw .hashingUnavailable
            }
        }
        return [try hash.finalize()] + digests.reversed()
    }
}
