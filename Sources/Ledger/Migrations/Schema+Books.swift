extension Schema {
    /// - A closed book stays as it was closed; what was signed then is kept beside it. An annulment is for ever.
    /// - `agreedDays` is NULL where nothing was agreed.
    /// - `arrival` is the order in which dossiers were taken in: what a row of `lookup` is known by. `lookup` has no
    ///   text of its own, only which tokens (``SearchTokens``) lead to which dossier; the rows of `dossier` are the
    ///   truth, and the index may be made anew from them.
    static let books = """
        ALTER TABLE dossier ADD COLUMN agreedDays INTEGER CHECK (agreedDays BETWEEN 1 AND 2);
        CREATE TRIGGER dossier_stays_annulled BEFORE UPDATE OF state ON dossier
            WHEN OLD.state = 'annulled' AND NEW.state <> 'annulled'
            BEGIN SELECT RAISE (ABORT, 'an annulment is for ever'); END;

        CREATE TABLE bookClosing (
            book INTEGER PRIMARY KEY NOT NULL REFERENCES book (id),
            statement BLOB NOT NULL CHECK (length(statement) > 0),
            signature BLOB NOT NULL CHECK (length(signature) > 0)
        ) STRICT;
        CREATE TRIGGER closing_is_never_changed BEFORE UPDATE ON bookClosing
            BEGIN SELECT RAISE (ABORT, 'a closing is kept as it was signed'); END;
        CREATE TRIGGER closing_is_never_removed BEFORE DELETE ON bookClosing
            BEGIN SELECT RAISE (ABORT, 'a closing is kept as it was signed'); END;
        CREATE TRIGGER closed_book_is_never_changed BEFORE UPDATE ON book WHEN OLD.closedAt IS NOT NULL
            BEGIN SELECT RAISE (ABORT, 'a closed book is kept as it is'); END;
        CREATE TRIGGER closed_book_is_never_removed BEFORE DELETE ON book WHEN OLD.closedAt IS NOT NULL
            BEGIN SELECT RAISE (ABORT, 'a closed book is kept as it is'); END;

        CREATE TABLE arrival (
            position INTEGER PRIMARY KEY NOT NULL,
            dossier TEXT NOT NULL UNIQUE REFERENCES dossier (code)
        ) STRICT;
        CREATE VIRTUAL TABLE lookup USING fts5 (
            tokens, content = '', columnsize = 0, detail = none,
            tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
        );

        """
}
