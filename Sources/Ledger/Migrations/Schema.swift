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
        migrator.registerMigration("deliveries under the chain, restorations") { database in
            try database.execute(sql: outcomes + restorations)
            try database.vouchForDeliveries()
        }
        migrator.registerMigration("books: closing, agreed days, order of arrival, lookup") { database in
            try database.execute(sql: books)
            try database.indexDossiers()
        }
        migrator.registerMigration("deliveries: failed ones are found, and what came back") { database in
            try database.execute(sql: returns)
        }
        migrator.registerMigration("accounts") { database in
            try database.execute(sql: accounts)
        }
        migrator.registerMigration("appointments, and deliveries of theirs") { database in
            try database.execute(sql: appointments)
        }
        migrator.registerMigration("dossier: ground of refusal, rating") { database in
            try database.execute(
                sql: """
                    ALTER TABLE dossier ADD COLUMN ground TEXT CHECK (ground IN ('altered', 'damaged', 'secret',
                        'unlawful', 'not-legalised', 'unconfirmed'));
                    ALTER TABLE dossier ADD COLUMN rating TEXT CHECK (rating IN ('very-satisfied', 'satisfied',
                        'dissatisfied'));
                    """
            )
        }
        migrator.registerMigration("dossiers are found by the bytes that were dropped") { database in
            try database.execute(sql: "CREATE INDEX dossier_by_original ON dossier (originalHash)")
        }
        return migrator
    }

    /// What guards the append-only tables; an edit of the past has to drop them first, and the audit asks for them.
    static let triggers = [
        "event_is_never_changed", "event_is_never_removed", "entry_is_never_changed", "entry_is_only_voided",
        "entry_is_never_removed", "dossier_is_never_removed", "restoration_is_never_changed",
        "restoration_is_never_removed", "skipped_is_never_changed", "skipped_is_never_removed",
        "dossier_stays_annulled", "closing_is_never_changed", "closing_is_never_removed",
        "closed_book_is_never_changed", "closed_book_is_never_removed", "appointment_is_never_removed",
    ]
}
