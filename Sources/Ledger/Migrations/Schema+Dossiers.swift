extension Schema {
    /// - The counter is keyed by the digits of the day as the code shows them, so that two code styles never make the
    ///   same code.
    /// - A dossier is complete and signed, sealed when its state says so.
    /// - A step is here only while it is open, one for a dossier; a step of a scan has no dossier yet.
    static let dossiers = """
        CREATE TABLE dossierCounter (
            office TEXT NOT NULL,
            dayDigits TEXT NOT NULL CHECK (length(dayDigits) = 6),
            last INTEGER NOT NULL CHECK (last BETWEEN 1 AND 999999),
            PRIMARY KEY (office, dayDigits)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE dossier (
            code TEXT PRIMARY KEY NOT NULL,
            office TEXT NOT NULL CHECK (substr(code, 1, length(office) + 1) = office || '-'),
            state TEXT NOT NULL CHECK (state IN ('scanned', 'awaiting-signature', 'rejected', 'cancelled',
                'awaiting-seal', 'outbox', 'delivered', 'undeliverable', 'annulled')),
            originalName BLOB NOT NULL CHECK (length(originalName) > 0),
            originalHash BLOB NOT NULL CHECK (length(originalHash) = 32),
            applicantKind TEXT CHECK (applicantKind IN ('citizen', 'business', 'email')),
            identity TEXT CHECK ((identity IS NOT NULL) = (applicantKind IS NOT NULL AND applicantKind <> 'email')),
            name TEXT CHECK (name IS NULL OR identity IS NOT NULL),
            phone TEXT CHECK (phone IS NULL OR identity IS NOT NULL),
            email TEXT CHECK (CASE WHEN applicantKind IS NULL THEN email IS NULL
                WHEN applicantKind = 'email' THEN email IS NOT NULL ELSE 1 END),
            documentType TEXT,
            documentTypeName TEXT CHECK ((documentTypeName IS NULL) = (documentType IS NULL)),
            copies INTEGER NOT NULL CHECK (copies >= 1),
            note TEXT NOT NULL,
            pages INTEGER NOT NULL CHECK (pages >= 1),
            path BLOB NOT NULL UNIQUE CHECK (length(path) > 0),
            fileHash BLOB NOT NULL CHECK (length(fileHash) = 32),
            bytes INTEGER NOT NULL CHECK (bytes > 0),
            signerID TEXT,
            signerName TEXT CHECK ((signerName IS NULL) = (signerID IS NULL)),
            signerTitle TEXT CHECK ((signerTitle IS NULL) = (signerID IS NULL)),
            receivedAt INTEGER NOT NULL,
            dueAt INTEGER NOT NULL,
            signedAt INTEGER CHECK ((signedAt IS NULL) = (signerID IS NULL)),
            sealedAt INTEGER CHECK (sealedAt IS NULL OR signedAt IS NOT NULL),
            deliveredAt INTEGER CHECK (deliveredAt IS NULL OR sealedAt IS NOT NULL),
            reason TEXT,
            searchText TEXT NOT NULL,
            CHECK (state NOT IN ('awaiting-signature', 'awaiting-seal', 'outbox', 'delivered', 'undeliverable',
                'annulled') OR (applicantKind IS NOT NULL AND documentType IS NOT NULL)),
            CHECK (state NOT IN ('awaiting-seal', 'outbox', 'delivered', 'undeliverable', 'annulled')
                OR signedAt IS NOT NULL),
            CHECK ((sealedAt IS NOT NULL) = (state IN ('outbox', 'delivered', 'undeliverable', 'annulled'))),
            CHECK (state <> 'delivered' OR deliveredAt IS NOT NULL),
            CHECK (state NOT IN ('rejected', 'cancelled', 'undeliverable', 'annulled') OR reason IS NOT NULL)
        ) STRICT;
        CREATE INDEX dossier_by_state ON dossier (state, receivedAt, code);
        CREATE INDEX dossier_by_time ON dossier (receivedAt, code);
        CREATE TRIGGER dossier_is_never_removed BEFORE DELETE ON dossier
            BEGIN SELECT RAISE (ABORT, 'dossiers are kept'); END;

        CREATE TABLE step (
            id INTEGER PRIMARY KEY NOT NULL,
            dossier TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            fromState TEXT,
            sourcePath BLOB NOT NULL CHECK (length(sourcePath) > 0),
            sourceHash BLOB NOT NULL CHECK (length(sourceHash) = 32),
            deskPath BLOB CHECK ((deskPath IS NULL) = (fromState IS NULL)),
            workName BLOB NOT NULL UNIQUE CHECK (length(workName) > 0),
            phase TEXT NOT NULL CHECK (phase IN ('PREPARED', 'COMMITTED')),
            targetPath BLOB CHECK ((targetPath IS NOT NULL) = (phase = 'COMMITTED')),
            resultHash BLOB CHECK ((resultHash IS NOT NULL) = (phase = 'COMMITTED') AND length(resultHash) = 32),
            preparedAt INTEGER NOT NULL,
            attempts INTEGER NOT NULL CHECK (attempts >= 0)
        ) STRICT;

        """
}
