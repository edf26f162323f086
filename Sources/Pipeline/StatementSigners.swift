import Foundation
import Ledger
import PAdES

/// Whose statements about its ledger, anchors and backups, an office believes: those of its seal, and of the signers
/// that its configuration states.
///
/// A seal gets a new certificate every few years, under the same name and from the same roots: what the ones before
/// signed stays true. Any other name that the roots vouch for, the leader's say, is somebody else's.
struct StatementSigners: Sendable {
    /// `nil` where the key file may not be read or the token is away; then the roots alone decide.
    private let seal: Certificate?
    private let stated: Set<Certificate>
    private let roots: TrustAnchors

    /// Blocking.
    ///
    /// - Parameters:
    ///   - seal: the present one.
    ///   - roots: of the office's keys; without any and without a seal, signatures are checked and signers are not.
    /// - Throws: ``ConfigurationFault`` for a certificate that is stated and cannot be read.
    init(_ configuration: PipelineConfiguration, seal: Certificate?, roots: [Certificate]) throws {
        var stated: Set<Certificate> = []
        for path in configuration.register.anchor.signers {
            do {
                stated.formUnion(try Certificate.all(inPEM: try SmallFile.read(path), name: path))
            } catch {
                throw configuration.places.fault("register.anchor.signers", because: error)
            }
        }
        (self.seal, self.stated, self.roots) = (seal, stated, TrustAnchors(roots))
    }

    /// For a workspace that has no configuration yet: whoever leads to the roots.
    init(roots: [Certificate]) {
        (seal, stated, self.roots) = (nil, [], TrustAnchors(roots))
    }

    /// - Parameter time: of the statement; `nil` when it states none.
    func include(_ signature: StatementSignature, at time: Date?) -> Bool {
        if signature.signer == seal || stated.contains(signature.signer) { return true }
        guard !roots.certificates.isEmpty else { return seal == nil && stated.isEmpty }
        guard let time, seal == nil || signature.signer.subject == seal?.subject else { return false }
        do {
            try signature.checkTrust(anchors: roots, at: time)
            return true
        } catch {
            return false
        }
    }
}

extension AnchorCheck {
    /// For whoever reads an office that need not be open. Blocking.
    ///
    /// - Throws: ``ConfigurationFault``.
    init(_ configuration: PipelineConfiguration, ledger: Ledger) throws {
        let keys = KeyReader(configuration)
        self.init(
            folder: AnchorFolder(configuration),
            ledger: ledger,
            signers: try StatementSigners(configuration, seal: keys.sealCertificate, roots: keys.ownRoots)
        )
    }
}
