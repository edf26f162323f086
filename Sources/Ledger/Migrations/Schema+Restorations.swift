extension Schema {
    /// The events that vouch for a delivery: the one that queued it, and the one that tells how it ended.
    static let outcomes = """
        ALTER TABLE delivery ADD COLUMN queuedEvent INTEGER REFERENCES event (sequence);
        ALTER TABLE delivery ADD COLUMN decidedEvent INTEGER REFERENCES event (sequence);
        CREATE UNIQUE INDEX delivery_by_queued_event ON delivery (queuedEvent);
        CREATE UNIQUE INDEX delivery_by_decided_event ON delivery (decidedEvent);

        """

    /// `restoration.events` is how many events the backup had; anchors up to the ordinal `anchors` that reach further
    /// speak of a state that was given up. Numbers of a series from `first` to `last` are given to nobody.
    static let restorations = """
        CREATE TABLE restoration (
            event INTEGER PRIMARY KEY NOT NULL REFERENCES event (sequence),
            events INTEGER NOT NULL CHECK (events >= 0),
            anchors INTEGER NOT NULL CHECK (anchors >= 0),
            reason TEXT NOT NULL CHECK (reason <> '')
        ) STRICT;
        CREATE TRIGGER restoration_is_never_changed BEFORE UPDATE ON restoration
            BEGIN SELECT RAISE (ABORT, 'restorations are append-only'); END;
        CREATE TRIGGER restoration_is_never_removed BEFORE DELETE ON restoration
            BEGIN SELECT RAISE (ABORT, 'restorations are append-only'); END;

        CREATE TABLE skipped (
            event INTEGER PRIMARY KEY NOT NULL REFERENCES event (sequence),
            series INTEGER NOT NULL REFERENCES series (id),
            first INTEGER NOT NULL CHECK (first >= 1),
            last INTEGER NOT NULL CHECK (last >= first),
            reason TEXT NOT NULL CHECK (reason <> '')
        ) STRICT;
        CREATE INDEX skipped_of_series ON skipped (series, first);
        CREATE TRIGGER skipped_is_never_changed BEFORE UPDATE ON skipped
            BEGIN SELECT RAISE (ABORT, 'skipped numbers are append-only'); END;
        CREATE TRIGGER skipped_is_never_removed BEFORE DELETE ON skipped
            BEGIN SELECT RAISE (ABORT, 'skipped numbers are append-only'); END;

        """
}
