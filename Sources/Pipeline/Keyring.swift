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
        do {
            _ = try TrustedRoots(paths: configuration.trust).read()
        } catch {
            throw places.fault("trust", because: error)
        }
        var signers: [String: KeyHolder] = [:]
        let size = AttestationStyle.page.signature
        for (index, signer) in configuration.signers.enumerated() {
            let owner = "signers[\(index)]"
            signers[signer.id] = try Self.holder(signer.key, image: signer.image, size, reader, owner: owner, places)
        }
        self.signers = signers
        let settings = configuration.seal
        let sealSize = AttestationStyle.seal
        seal = try Self.holder(settings.key, image: settings.image, sealSize, reader, owner: "seal", places)
    }

    /// The self-signed ends of the keys' paths, as far as the key files hold them.
    var roots: [Certificate] {
        let ends = (Array(signers.values) + [seal]).compactMap { $0.path?.last }
        return Array(Set(ends.filter { $0.subject == $0.issuer }))
    }

    /// `nil` while the seal's key is away.
    var sealCertificate: Certificate? { seal.certificate }

    /// - Parameter owner: the dotted key of the signer or the seal.
    private static func holder(
        _ settings: KeySettings,
        image: String,
        _ size: Size,
        _ reader: KeyReader,
        owner: String,
        _ places: ConfigurationPlaces
    ) throws(ConfigurationFault) -> KeyHolder {
        let key: KeyReader.Usable?
        do {
            key = try reader.usableUnlessAway(settings)
        } catch {
            throw places.fault("\(owner).key\(settings.place(of: error))", because: error)
        }
        do {
            let picture = try Self.picture(try PNGImage(try SmallFile.read(image), name: image), size: size)
            return KeyHolder(settings, key, picture: picture, reader: reader)
        } catch {
            throw places.fault("\(owner).image", because: error)
        }
    }

    /// Drawn once, not for each signature.
    private static func picture(_ image: PNGImage, size: Size) throws(PDFFault) -> Drawing {
        let size = Size(width: Double(image.width), height: Double(image.height)).fitted(into: size)
        var canvas = try Canvas(width: size.width, height: size.height)
        try canvas.image(image, in: Rect(x: 0, y: 0, width: size.width, height: size.height))
        return try canvas.finish()
    }

    /// The picture of the seal; its key is not needed for it.
    var sealPicture: Drawing { seal.picture }

    /// - Returns: `nil` for an unknown signer.
    func signaturePicture(_ id: String) -> Drawing? { signers[id]?.picture }

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
