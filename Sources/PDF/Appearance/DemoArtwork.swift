/// Pictures for demo workspaces: what stands on paper beside a name, drawn. Nobody's real signature or seal.
package enum DemoArtwork {
    /// Pixels per inch: what offices scan their stamps at.
    static let resolution = 300.0
    /// Of a round seal, in millimetres.
    package static let sealDiameter = 36.0
    /// In millimetres.
    package static let signatureSize = Size(width: 52, height: 24)
}
