// Preservation: a sealed copy gets what others will need to check it in years to come.
//
// Called by sealing. From level B-LT on, a revision after the seal holds the certificates of leader, seal and timestamp
// servers with what their issuers say of them; at level B-LTA one more holds a timestamp over all of the file. Trusts
// the helper process about the structure of what was written so far. Promises that nothing but the validation store
// and the timestamp's own field is added: the signatures before them stay valid.
// Limit: when the timestamp over the file comes from another certificate than those over the signatures, its own
// validation data is not in the file; that is for the next timestamp over it, years from now.

import Certification
import Foundation
import PAdES
import PDF
import Spool

extension Office {
    /// The certificates and statements that a document's own signatures rest on; nothing below level B-LT.
    ///
    /// - Parameter names: of the two fields whose signatures are this office's.
    /// - Throws: ``RevocationFault``.
    func validationMaterial(
        of structure: DocumentStructure,
        _ names: CertificationFields
    ) async throws -> ValidationMaterial {
        var material = ValidationMaterial()
        guard let revocation = services.revocation else { return material }
        let anchors = services.timestamps?.authorities ?? []
        let fields = structure.fields.filter { $0.name == names.leader || $0.name == names.seal }
        for path in SignaturePaths(of: fields, pool: anchors).paths {
            try RevocationService.checkComplete(path, anchors: anchors)
            material.add(path, try await revocation.evidence(for: path, at: clock.now().date))
        }
        return material
    }

    /// P2 of sealing: the content, the seal's revision, and what the level adds to it.
    func preserve(
        _ document: borrowing DocumentAtHand,
        sealedBy revision: [UInt8],
        of code: DossierCode,
        _ names: CertificationFields
    ) async throws -> SyncedFile {
        var file = try beginResult(document, revision, of: code)
        if services.level >= .longTerm { try file.write(try await storeRevision(of: code, names)) }
        if services.level >= .archival { try file.write(try await timestampRevision(of: code, names)) }
        return try file.sync()
    }

    private func storeRevision(of code: DossierCode, _ names: CertificationFields) async throws -> [UInt8] {
        let structure = try await structureOfResult(of: code)
        let material = try await validationMaterial(of: structure, names)
        let content = try layout.open(.work).openRegular(WorkName.result(of: code)).map()
        let store = try ValidationStore(
            of: try DocumentReader(content.bytes, name: code.text), catalog: structure.catalog)
        var revision = Revision(extending: structure)
        return try store.add(material, to: &revision) ? try revision.serialized().bytes : []
    }

    private func timestampRevision(of code: DossierCode, _ names: CertificationFields) async throws -> [UInt8] {
        guard let timestamps = services.timestamps else { return [] }
        let structure = try await structureOfResult(of: code)
        let room = try await timestamps.reserve(at: clock.now().date)
        let timestamp = DocumentTimestamp(
            field: names.timestamp(among: structure.fields),
            reservedOctets: room
        )
        var revision = Revision(extending: structure)
        try timestamp.add(to: &revision)
        let prepared = try PreparedSignature(try revision.serialized(), dictionary: timestamp)
        let imprinted = try imprint(prepared, of: code)
        let token = try await timestamps.token(sha256: imprinted.digest, at: clock.now().date)
        return try imprinted.serialized(with: token)
    }

    private func imprint(_ prepared: consuming PreparedSignature, of code: DossierCode) throws -> ImprintedRevision {
        let content = try layout.open(.work).openRegular(WorkName.result(of: code))
        return try prepared.imprinted(after: try content.hash(), length: content.size)
    }

    private func structureOfResult(of code: DossierCode) async throws -> DocumentStructure {
        let file = try layout.open(.work).openRegular(WorkName.result(of: code))
        return try await inspect(file, name: code.text).structure
    }
}
