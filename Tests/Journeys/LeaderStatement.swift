import TestSupport

/// A statement of the office under the leader's signature: from the same root as the seal's, and not the seal's.
enum LeaderStatement {
    /// Signs a file as it is, in the place of the signature that it has; lays the certificate down as `pki/leader.pem`.
    ///
    /// - Parameter statement: its path without the ending, that of the signature being `.p7s`.
    static func sign(_ statement: String, _ office: OfficeFixture) throws {
        let key = office.outside("key.pem")
        let script = """
            openssl pkcs12 -in pki/leader.p12 -passin file:pki/leader.pass -nodes -out '\(key)' && \
            openssl x509 -in '\(key)' -out pki/leader.pem && rm -f '\(statement).p7s' && \
            openssl cms -sign -binary -cades -in '\(statement).json' -signer '\(key)' -inkey '\(key)' -outform DER \
                -out '\(statement).p7s'
            """
        try Tool.run("bash", ["-c", script], directory: office.workspace).requireSuccess()
    }

    /// States the leader among those whose statements the office believes.
    static func believe(_ office: OfficeFixture) throws {
        try office.configure {
            $0.replacing("\nregister:\n", with: "\nregister:\n  anchor: {signers: [pki/leader.pem]}\n")
        }
    }
}
