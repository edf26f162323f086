extension Schema {
    static let deliveries = """
        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY NOT NULL,
            dossier TEXT NOT NULL REFERENCES dossier (code),
            recipient TEXT NOT NULL CHECK (recipient <> ''),
            purpose TEXT NOT NULL,
            round INTEGER NOT NULL CHECK (round >= 1),
            channel TEXT NOT NULL,
            messageID TEXT NOT NULL UNIQUE,
            messageName BLOB,
            messageHash BLOB CHECK ((messageHash IS NULL) = (messageName IS NULL) AND length(messageHash) = 32),
            status TEXT NOT NULL CHECK (status IN ('PENDING', 'ATTEMPTING', 'SENT', 'FAILED')),
            createdAt INTEGER NOT NULL,
            dueAt INTEGER NOT NULL,
            UNIQUE (dossier, recipient, purpose, round)
        ) STRICT;
        CREATE INDEX delivery_to_do ON delivery (dueAt) WHERE status = 'PENDING';
        CREATE INDEX delivery_begun ON delivery (id) WHERE status = 'ATTEMPTING';

        CREATE TABLE deliveryAttempt (
            delivery INTEGER NOT NULL REFERENCES delivery (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            at INTEGER NOT NULL,
            result TEXT NOT NULL CHECK (result IN ('begun', 'accepted', 'deferred', 'refused', 'interrupted')),
            detail TEXT,
            PRIMARY KEY (delivery, number)
        ) STRICT, WITHOUT ROWID;

        """

    /// Of what was accepted and came back: the event that told of the acceptance.
    static let returns = """
        ALTER TABLE delivery ADD COLUMN acceptedEvent INTEGER REFERENCES event (sequence);
        CREATE UNIQUE INDEX delivery_by_accepted_event ON delivery (acceptedEvent);
        CREATE INDEX delivery_failed ON delivery (dossier) WHERE status = 'FAILED';

        """
}
