extension Schema {
    /// Books of one series share the counter, so a number exists once in it whichever book gives it. A dossier has one
    /// number that is not void. Entries change in one way only: from ISSUED to VOID, with a reason.
    /// `book.event` is the event that wrote the book's row last.
    static let registers = """
        CREATE TABLE series (
            id INTEGER PRIMARY KEY NOT NULL,
            office TEXT NOT NULL,
            year INTEGER NOT NULL,
            first INTEGER NOT NULL CHECK (first >= 1),
            next INTEGER NOT NULL CHECK (next >= first),
            lastDate TEXT CHECK ((lastDate IS NULL) = (next = first)),
            UNIQUE (id, office, year)
        ) STRICT;

        CREATE TABLE book (
            id INTEGER PRIMARY KEY NOT NULL,
            series INTEGER NOT NULL,
            office TEXT NOT NULL,
            year INTEGER NOT NULL,
            name TEXT NOT NULL CHECK (name LIKE '_%/ĐT'),
            first INTEGER NOT NULL CHECK (first >= 1),
            padding INTEGER NOT NULL CHECK (padding BETWEEN 0 AND 9),
            opens TEXT NOT NULL CHECK (substr(opens, 1, 4) = printf('%04d', year)),
            closes TEXT NOT NULL CHECK (closes >= opens AND substr(closes, 1, 4) = printf('%04d', year)),
            closedAt INTEGER,
            event INTEGER NOT NULL UNIQUE REFERENCES event (sequence),
            UNIQUE (office, name),
            UNIQUE (id, series),
            FOREIGN KEY (series, office, year) REFERENCES series (id, office, year)
        ) STRICT;

        CREATE TABLE entry (
            id INTEGER PRIMARY KEY NOT NULL,
            series INTEGER NOT NULL,
            book INTEGER NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1),
            dossier TEXT NOT NULL REFERENCES dossier (code),
            date TEXT NOT NULL CHECK (length(date) = 10),
            applicant TEXT NOT NULL,
            documentType TEXT NOT NULL,
            signer TEXT NOT NULL,
            title TEXT NOT NULL,
            copies INTEGER NOT NULL CHECK (copies >= 1),
            pages INTEGER NOT NULL CHECK (pages >= 1),
            fee INTEGER NOT NULL CHECK (fee >= 0),
            note TEXT NOT NULL,
            event INTEGER NOT NULL UNIQUE REFERENCES event (sequence),
            status TEXT NOT NULL CHECK (status IN ('ISSUED', 'VOID')),
            voidReason TEXT CHECK ((voidReason IS NOT NULL) = (status = 'VOID')),
            voidEvent INTEGER UNIQUE REFERENCES event (sequence) CHECK ((voidEvent IS NOT NULL) = (status = 'VOID')),
            UNIQUE (series, number),
            FOREIGN KEY (book, series) REFERENCES book (id, series)
        ) STRICT;
        CREATE UNIQUE INDEX entry_of_dossier ON entry (dossier) WHERE status = 'ISSUED';
        CREATE INDEX entry_of_book ON entry (book, number);
        CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OF id, series, book, number, dossier, date, applicant,
            documentType, signer, title, copies, pages, fee, note, event ON entry
            BEGIN SELECT RAISE (ABORT, 'register entries are append-only'); END;
        CREATE TRIGGER entry_is_only_voided BEFORE UPDATE OF status, voidReason, voidEvent ON entry
            WHEN OLD.status <> 'ISSUED' OR NEW.status <> 'VOID'
            BEGIN SELECT RAISE (ABORT, 'a register entry can only be made void'); END;
        CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
            BEGIN SELECT RAISE (ABORT, 'register entries are append-only'); END;

        """
}
