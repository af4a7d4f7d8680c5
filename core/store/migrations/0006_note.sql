CREATE TABLE note (
    -- What is typed about a student and not recorded yet, and what was looked at. It stays on this device.
    student  BLOB NOT NULL,
    name     TEXT NOT NULL,             -- what it is about, as the programs above call it
    text     TEXT NOT NULL,             -- as they wrote it
    PRIMARY KEY (student, name)
) STRICT, WITHOUT ROWID;
