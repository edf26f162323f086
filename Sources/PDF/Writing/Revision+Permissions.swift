extension Revision {
    /// Takes back the usage rights that a form may have been given for Adobe Reader (/UR3 and, before it, /UR; ISO
    /// 32000-1, 12.8.2.3): whatever is added breaks the signature behind them, and Reader complains of that with every
    /// look at the copy. What is shown stays the same. For documents without signatures of people.
    package mutating func dropUsageRights() {
        var permissions = structure.permissions
        permissions["UR3"] = nil
        permissions["UR"] = nil
        guard permissions != structure.permissions else { return }
        updateCatalog { $0["Perms"] = permissions.isEmpty ? nil : .dictionary(permissions) }
    }
}
