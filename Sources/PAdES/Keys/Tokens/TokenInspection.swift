/// What can be seen of a key's token without a PIN, for the keyring and for reports.
package struct TokenInspection: Sendable {
    private let session: TokenSession
    private let pin: TokenPIN

    /// The token's own label and serial number.
    package var label: String { session.token.label }
    package var serial: String { session.token.serial }

    /// Looks at the token; tries no PIN. Blocking.
    ///
    /// - Throws: ``KeyFault`` with `moduleUnusable`, `tokenAbsent`, `tokenAmbiguous`, `tokenFailed` or `tokenBusy`.
    package init(_ settings: TokenKeySettings, refused: any RefusedPINs) throws(KeyFault) {
        session = try TokenModule.search(settings) { module throws(KeyFault) in
            try TokenSession(with: try module.token(settings), of: module, name: settings.name)
        }
        pin = TokenPIN(file: settings.pinFile, name: settings.name, refused: refused)
    }

    /// How the token's PIN stands, and whether the one in the file may be tried. Blocking.
    ///
    /// - Throws: ``KeyFault`` with what is wrong with the PIN file, or `pinRecord`.
    package func pinState() throws(KeyFault) -> TokenPINState { try pin.state(with: session.token) }

    func certified(_ settings: TokenKeySettings) throws(KeyFault) -> CertifiedPath {
        do {
            return try session.certifiedPath(settings)
        } catch let error as TokenError {
            throw error.fault(of: settings.name)
        } catch let fault as KeyFault {
            throw fault
        } catch {
            throw KeyFault(.tokenFailed, of: settings.name, detail: "\(error)")
        }
    }
}
