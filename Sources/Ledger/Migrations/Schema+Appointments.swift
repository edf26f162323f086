extension Schema {
    /// - A place of an hour is had once: `place` counts from 1 within its hour, and a cancelled appointment has none.
    /// - `request` is the digest of what the portal asked for: asked twice, it is the same appointment.
    /// - What is known of the person goes when they are forgotten, together with the salt.
    /// - A delivery concerns a dossier or an appointment. `body` is a message that has no file of its own until it is
    ///   sent, so that it comes into being with what it tells of, in one transaction; `messageHash` is its digest.
    static let appointments = """
        CREATE TABLE appointmentCounter (
            day TEXT PRIMARY KEY NOT NULL CHECK (length(day) = 10),
            last INTEGER NOT NULL CHECK (last BETWEEN 1 AND 9999)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE appointment (
            code TEXT PRIMARY KEY NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'processed', 'cancelled', 'no-show')),
            slot TEXT NOT NULL CHECK (length(slot) = 16),
            bookedSlot TEXT NOT NULL CHECK (length(bookedSlot) = 16),
            place INTEGER NOT NULL CHECK (place >= 1),
            kind TEXT NOT NULL CHECK (kind IN ('citizen', 'business')),
            identity TEXT CHECK (identity IS NOT NULL OR state <> 'waiting'),
            name TEXT CHECK (name IS NULL OR identity IS NOT NULL),
            phone TEXT CHECK (phone IS NULL OR identity IS NOT NULL),
            email TEXT CHECK (email IS NULL OR identity IS NOT NULL),
            documentType TEXT NOT NULL,
            documentTypeName TEXT NOT NULL,
            request BLOB UNIQUE CHECK (length(request) = 32),
            reason TEXT CHECK (reason IS NOT NULL OR state <> 'cancelled'),
            bookedAt INTEGER NOT NULL,
            salt BLOB CHECK ((salt IS NULL) = (identity IS NULL) AND length(salt) = 16),
            searchText TEXT NOT NULL,
            event INTEGER NOT NULL UNIQUE REFERENCES event (sequence)
        ) STRICT;
        CREATE UNIQUE INDEX appointment_has_its_place ON appointment (slot, place) WHERE state <> 'cancelled';
        CREATE INDEX appointment_by_state ON appointment (state, slot);
        CREATE INDEX appointment_of_identity ON appointment (identity) WHERE identity IS NOT NULL;
        CREATE TRIGGER appointment_is_never_removed BEFORE DELETE ON appointment
            BEGIN SELECT RAISE (ABORT, 'appointments are kept'); END;

        ALTER TABLE event ADD COLUMN appointment TEXT REFERENCES appointment (code) DEFERRABLE INITIALLY DEFERRED;
        CREATE INDEX event_of_appointment ON event (appointment, sequence) WHERE appointment IS NOT NULL;
        ALTER TABLE dossier ADD COLUMN appointment TEXT REFERENCES appointment (code);
        CREATE INDEX dossier_of_appointment ON dossier (appointment) WHERE appointment IS NOT NULL;

        CREATE TABLE newDelivery (
            id INTEGER PRIMARY KEY NOT NULL,
            dossier TEXT REFERENCES dossier (code),
            appointment TEXT REFERENCES appointment (code) CHECK ((appointment IS NULL) = (dossier IS NOT NULL)),
            recipient TEXT NOT NULL CHECK (recipient <> ''),
            purpose TEXT NOT NULL,
            round INTEGER NOT NULL CHECK (round >= 1),
            channel TEXT NOT NULL,
            messageID TEXT NOT NULL UNIQUE,
            messageName BLOB,
            messageHash BLOB CHECK ((messageHash IS NULL) = (messageName IS NULL) AND length(messageHash) = 32),
            body BLOB CHECK (body IS NULL OR messageName IS NOT NULL),
            status TEXT NOT NULL CHECK (status IN ('PENDING', 'ATTEMPTING', 'SENT', 'FAILED')),
            createdAt INTEGER NOT NULL,
            dueAt INTEGER NOT NULL,
            queuedEvent INTEGER REFERENCES event (sequence),
            decidedEvent INTEGER REFERENCES event (sequence),
            acceptedEvent INTEGER REFERENCES event (sequence),
            forgottenEvent INTEGER REFERENCES event (sequence),
            UNIQUE (dossier, recipient, purpose, round),
            UNIQUE (appointment, recipient, purpose, round)
        ) STRICT;
        INSERT INTO newDelivery (id, dossier, recipient, purpose, round, channel, messageID, messageName, messageHash,
            status, createdAt, dueAt, queuedEvent, decidedEvent, acceptedEvent, forgottenEvent)
            SELECT id, dossier, recipient, purpose, round, channel, messageID, messageName, messageHash, status,
                createdAt, dueAt, queuedEvent, decidedEvent, acceptedEvent, forgottenEvent FROM delivery;
        DROP TABLE delivery;
        ALTER TABLE newDelivery RENAME TO delivery;
        CREATE INDEX delivery_to_do ON delivery (dueAt) WHERE status = 'PENDING';
        CREATE INDEX delivery_begun ON delivery (id) WHERE status = 'ATTEMPTING';
        CREATE INDEX delivery_failed ON delivery (dossier) WHERE status = 'FAILED';
        CREATE UNIQUE INDEX delivery_by_queued_event ON delivery (queuedEvent);
        CREATE UNIQUE INDEX delivery_by_decided_event ON delivery (decidedEvent);
        CREATE UNIQUE INDEX delivery_by_accepted_event ON delivery (acceptedEvent);
        CREATE UNIQUE INDEX delivery_by_forgotten_event ON delivery (forgottenEvent);

        """
}
