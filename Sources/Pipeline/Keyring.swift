// The office's keys and pictures, read once at the start: a key is parsed once, not for each signature.
//
// Made when an office opens. Promises: what is wrong with a file or with the configuration is found then; a token that
// is not plugged in is not the configuration's fault: the office opens, and the key is looked for when it is needed.

import Faults
import PAdES
import PDF

struct Keyring: Sendable {
    /// By signer's id.
    private let signers: [String: KeyHolder]
    private let seal: KeyHolder

    /// Tries no PIN. Blocking.
    ///
    /// - Throws: what names the line of the configuration and the file that it means: nothing starts half-configured.
    init(_ configuration: PipelineConfiguration) throws(ConfigurationFault) {
        let reader = KeyReader(configuration)
        let places = configuration.places
        var signers: [String: KeyHolder] = [:]
        for (index, signer) in configuration.signers.enumerated() {
            let owner = "signers[\(index)]"
            signers[signer.id] = try Self.holder(signer.key, image: signer.image, reader, owner: owner, places)
        }
        self.signers = signers
        let settings = configuration.seal
        seal = try Self.holder(settings.key, image: settings.image, reader, owner: "seal", places)
    }

    /// The self-signed ends of the keys' paths, as far as they are known now: not those of tokens that are away.
    var roots: [Certificate] {
        let ends = (Array(signers.values) + [seal]).compactMap(\.lastOfPath)
        return Array(Set(ends.filter { $0.subject == $0.issuer }))
    }

    /// - Parameter owner: the dotted key of the signer or the seal.
    private static func holder(
        _ settings: KeySettings,
        image: String,
        _ reader: KeyReader,
        owner: String,
        _ places: ConfigurationPlaces
    ) throws(ConfigurationFault) -> KeyHolder {
        let picture: PNGImage
        do {
            picture = try PNGImage(try SmallFile.read(image), name: image)
        } catch {
            throw places.fault("\(owner).image", because: error)
        }
        do {
            return try KeyHolder(settings, image: picture, reader: reader)
        } catch {
            throw places.fault("\(owner).key", because: error)
        }
    }

    /// The picture of the seal; its key is not needed for it.
    var sealImage: PNGImage { seal.image }

    /// - Returns: `nil` for an unknown signer.
    /// - Throws: ``KeyFault`` with `tokenAbsent` and the like.
    func signer(_ id: String) throws -> SigningIdentity? { try signers[id]?.identity() }

    /// - Throws: ``KeyFault`` with `tokenAbsent` and the like.
    func sealIdentity() throws -> SigningIdentity { try seal.identity() }

    /// Logs in to the tokens, so that a wrong PIN is known when the service starts. Blocking.
    ///
    /// - Returns: what waiting may mend: tokens that are not there now.
    /// - Throws: ``KeyFault`` for what a person must mend.
    func prepare() throws -> [KeyFault] {
        var absent: [KeyFault] = []
        for holder in signers.sorted(by: { $0.key < $1.key }).map(\.value) + [seal] {
            do {
                try holder.identity().key.prepare()
            } catch let fault as KeyFault where fault.exitCode == .unavailable {
                absent.append(fault)
            }
        }
        return absent
    }
}
