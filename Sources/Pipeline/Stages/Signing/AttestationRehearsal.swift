import Certification
import Faults
import PDF

/// Lays the attestation out for each signer before there is a dossier to sign, so that a name that no font can show, or
/// a wording too long for its page, is found at the start and not when the leader waits.
struct AttestationRehearsal {
    let configuration: PipelineConfiguration
    let keyring: Keyring
    let clock: OfficeClock

    /// Blocking.
    ///
    /// - Throws: ``ConfigurationFault`` that names file and signer.
    func perform() throws {
        for (index, signer) in configuration.signers.enumerated() {
            guard let picture = keyring.signaturePicture(signer.id) else { continue }
            do throws(PDFFault) {
                try rehearse(signer, picture: picture)
            } catch {
                throw ConfigurationFault(
                    file: "pipelines/\(configuration.name).yaml",
                    key: "signers[\(index)], attestation",
                    reason: .unusable(detail: error.message, remedy: error.remedy)
                )
            }
        }
    }

    private func rehearse(_ signer: SignerSettings, picture: Drawing) throws(PDFFault) {
        let names = configuration.documentTypes.map(\.name)
        let attestation = Attestation(
            office: configuration,
            signer: signer,
            dossier: Attestation.Dossier(
                code: configuration.office.code.text + "-000000-000000",
                pages: 1000,
                documentType: names.max { $0.count < $1.count } ?? ""
            ),
            books: [],
            pictures: (signature: picture, seal: keyring.sealPicture),
            at: clock.local(clock.now())
        )
        // An original that is signed already gets the block in any case.
        if case .newPage = configuration.attestation.placement { _ = try attestation.layOutPage() }
        _ = try attestation.layOutBlock()
        _ = try Canvas(width: 1, height: 1).measure(TextBlock(names.joined(separator: "\n"), size: 10))
    }
}
