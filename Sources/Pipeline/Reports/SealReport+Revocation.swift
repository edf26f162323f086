import Certification
import Foundation
import PAdES
import Spool

extension SealReport {
    /// As ``make(_:)``, and with the pipeline's services asked whether a certificate was revoked: from level B-LT on, as
    /// signing does. Blocking.
    package static func check(_ configuration: PipelineConfiguration) async throws -> [SealDocument] {
        let documents = make(configuration)
        let services = try SignatureServices(
            configuration,
            ownRoots: [],
            layout: SpoolLayout(configuration),
            logger: Office.logger(of: configuration)
        )
        guard let revocation = services.revocation else { return documents }
        let now = OfficeClock(zone: configuration.office.timezone).now().date
        let reader = KeyReader(configuration)
        var checked: [SealDocument] = []
        for (document, settings) in zip(documents, configuration.signers.map(\.key) + [configuration.seal.key]) {
            var document = document
            if document.problem == nil {
                document.problem = await problem(with: settings, reader, asking: revocation, at: now)
            }
            checked.append(document)
        }
        return checked
    }

    private static func problem(
        with settings: KeySettings,
        _ reader: KeyReader,
        asking revocation: RevocationService,
        at time: Date
    ) async -> FaultDocument? {
        do {
            let key = try reader.key(settings)
            let path = [key.certificate] + key.path
            try RevocationService.checkComplete(path, anchors: [])
            _ = try await revocation.evidence(for: path, at: time)
            return nil
        } catch {
            return FaultDocument(describing: error)
        }
    }
}
