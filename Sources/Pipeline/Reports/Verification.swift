import Foundation
import Hashing
import Ledger
import PAdES
import PDF
import Spool

/// What there is to say of one PDF: its signatures, and whether the register knows it.
package struct VerificationDocument: Encodable, Sendable {
    package struct Register: Codable, Sendable {
        package let known: Bool
        @Nullable package var code: String?
        @Nullable package var number: String?
        @Nullable package var book: String?
        package let annulled: Bool

        static let unknown = Register(known: false, annulled: false)
    }

    package let file: String
    /// At least one signature, all of them hold, and the copy is not annulled.
    package let valid: Bool
    package let signatures: [SignatureReport]
    package let register: Register
}

/// Checks PDFs of any origin; needs no workspace, and asks the register of one where there is one.
package struct VerificationOffice: Sendable {
    /// Octets; a larger file is no certified copy.
    private static let limit = 256 << 20

    private let verifier: SignatureVerifier
    private let reader: OfficeReader?

    /// Blocking.
    ///
    /// - Parameters:
    ///   - trust: PEM files with the roots to trust; without any, the roots of the office's own keys.
    ///   - configuration: the office whose register is asked.
    /// - Throws: ``KeyFault`` or ``SpoolFault`` for a PEM file that cannot be used, ``LedgerFault``.
    package init(trust: [String], configuration: PipelineConfiguration?) throws {
        var anchors: [Certificate] = []
        for path in trust { anchors += try Certificate.all(inPEM: try SmallFile.read(path), name: path) }
        if trust.isEmpty, let configuration { anchors = Self.ownRoots(configuration) }
        verifier = SignatureVerifier(anchors: TrustAnchors(anchors), at: Date())
        reader = try configuration.flatMap(Self.reader)
    }

    /// Before its first day an office has no register to ask.
    private static func reader(_ configuration: PipelineConfiguration) throws -> OfficeReader? {
        do {
            return try OfficeReader(configuration)
        } catch OfficeFault.noLedger {
            return nil
        }
    }

    /// The roots that the office's own key files carry. Whoever verifies need not be allowed to open them.
    private static func ownRoots(_ configuration: PipelineConfiguration) -> [Certificate] {
        let settings = configuration.signers.map(\.key) + [configuration.seal.key]
        return settings.compactMap { settings in
            // Without the key file nothing is trusted, which the report says of each signature.
            guard let root = try? Keyring.key(settings).path.last, root.subject == root.issuer else { return nil }
            return root
        }
    }

    /// Blocking.
    ///
    /// - Throws: ``PDFFault`` for what is no readable PDF, ``SpoolFault`` for what is no readable file.
    package func verify(_ path: String) async throws -> VerificationDocument {
        let bytes = try Self.read(path)
        let signatures = try bytes.withUnsafeBytes { buffer in
            Result { () throws(PDFFault) in try verifier.verify(buffer, name: path) }
        }.get()
        let register = try await register(of: try SHA256.digest(of: bytes))
        return VerificationDocument(
            file: path,
            valid: !signatures.isEmpty && signatures.allSatisfy(\.isValid) && !register.annulled,
            signatures: signatures,
            register: register
        )
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let slash = path.lastIndex(of: "/"), let name = FileName(path[path.index(after: slash)...]) else {
            throw IntakeFault.noSuchFile(path: path)
        }
        do {
            let folder = String(path[..<slash])
            return try Directory.open(path: folder.isEmpty ? "/" : folder).openRegular(name).bytes(limit: limit)
        } catch SpoolFault.system(_, _, ENOENT), SpoolFault.system(_, _, ENOTDIR) {
            throw IntakeFault.noSuchFile(path: path)
        }
    }

    private func register(of digest: Digest) async throws -> VerificationDocument.Register {
        guard let record = try await reader?.ledger.dossier(withSealedHash: digest) else { return .unknown }
        return VerificationDocument.Register(
            known: true,
            code: record.code.text,
            number: record.registration?.number.text,
            book: record.registration?.book.text,
            annulled: record.state == .annulled
        )
    }
}
