extension Schema {
    /// Sequence numbers are given by the program, without gap. `toState` is set when the event wrote the dossier's row.
    static let events = """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY NOT NULL CHECK (sequence >= 1),
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            dossier TEXT REFERENCES dossier (code) DEFERRABLE INITIALLY DEFERRED,
            fromState TEXT,
            toState TEXT CHECK (toState IS NULL OR (dossier IS NOT NULL AND recordHash IS NOT NULL)),
            actor TEXT NOT NULL CHECK (actor <> ''),
            fileHash BLOB CHECK (length(fileHash) = 32),
            note TEXT,
            recordHash BLOB CHECK (length(recordHash) = 32),
            previousHash BLOB NOT NULL CHECK (length(previousHash) = 32),
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE INDEX event_of_dossier ON event (dossier, sequence);
        CREATE INDEX event_of_sealed_file ON event (fileHash)
            WHERE toState IN ('outbox', 'delivered', 'undeliverable', 'annulled');
        CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
            BEGIN SELECT RAISE (ABORT, 'events are append-only'); END;
        CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
            BEGIN SELECT RAISE (ABORT, 'events are append-only'); END;

        """
}
