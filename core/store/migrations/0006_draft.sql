CREATE TABLE draft (
    -- What is typed about a student's work and not recorded yet. It stays on this device.
    student  BLOB NOT NULL,
    outcome  BLOB NOT NULL,
    text     TEXT NOT NULL,             -- as the programs above wrote it
    PRIMARY KEY (student, outcome)
) STRICT, WITHOUT ROWID;
