import GRDB

/// The tables, and how they came to be. A migration that was released never changes.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: dossiers, events, registers, deliveries") { database in
            try database.execute(sql: events + dossiers + registers + deliveries)
        }
        migrator.registerMigration("dossier: placement") { database in
            try database.execute(sql: "ALTER TABLE dossier ADD COLUMN placement TEXT")
        }
        migrator.registerMigration("delivery: failed ones are found") { database in
            try database.execute(
                sql: "CREATE INDEX delivery_failed ON delivery (dossier) WHERE status = 'FAILED'"
            )
        }
        return migrator
    }

    /// What guards the append-only tables; an edit of the past has to drop them first, and the audit asks for them.
    static let triggers = [
        "event_is_never_changed", "event_is_never_removed", "entry_is_never_changed", "entry_is_only_voided",
        "entry_is_never_removed", "dossier_is_never_removed",
    ]
}
