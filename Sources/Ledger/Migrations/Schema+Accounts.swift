extension Schema {
    /// - `account.event` is the event that wrote the row last. Its hash says nothing about the person once the row with
    ///   its random `salt` is gone.
    /// - What was forgotten of a delivery, the event `forgottenEvent` vouches for.
    static let accounts = """
        CREATE TABLE account (
            identity TEXT PRIMARY KEY NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('citizen', 'business')),
            name TEXT NOT NULL CHECK (name <> ''),
            birth TEXT CHECK (length(birth) = 10),
            phone TEXT,
            email TEXT,
            address TEXT,
            salt BLOB NOT NULL CHECK (length(salt) = 16),
            addedAt INTEGER NOT NULL,
            searchText TEXT NOT NULL,
            event INTEGER NOT NULL UNIQUE REFERENCES event (sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX account_by_name ON account (searchText);

        ALTER TABLE delivery ADD COLUMN forgottenEvent INTEGER REFERENCES event (sequence);
        CREATE UNIQUE INDEX delivery_by_forgotten_event ON delivery (forgottenEvent);
        CREATE INDEX dossier_of_identity ON dossier (identity, receivedAt) WHERE identity IS NOT NULL;

        """
}
