/// Written out by hand because what is absent is null in our JSON, and not missing.
extension SignatureReport {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(field, forKey: .field)
        try container.encode(kind, forKey: .kind)
        try container.encode(signer, forKey: .signer)
        try container.encode(at, forKey: .at)
        try container.encode(intact, forKey: .intact)
        try container.encode(trusted, forKey: .trusted)
        try container.encode(trustAnchor, forKey: .trustAnchor)
        try container.encode(revocation, forKey: .revocation)
        try container.encode(timestamp, forKey: .timestamp)
        try container.encode(provenAt, forKey: .provenAt)
        try container.encode(permission, forKey: .permission)
        try container.encode(coverage, forKey: .coverage)
        try container.encode(coveredEnd, forKey: .coveredEnd)
        try container.encode(changes, forKey: .changes)
        try container.encode(filled, forKey: .filled)
        try container.encode(changed, forKey: .changed)
        try container.encode(problems, forKey: .problems)
    }
}
