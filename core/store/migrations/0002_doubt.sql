-- Epochs are counted, so a list of those that are over is not needed any more.
ALTER TABLE session DROP COLUMN past;

CREATE TABLE doubt (
    -- Confirmed operations that the server may have forgotten, from the moment when their streams were started again
    -- until the feed shows them once more, or the server has answered for them.
    op     INTEGER PRIMARY KEY REFERENCES op (n) ON DELETE CASCADE,
    epoch  TEXT NOT NULL                -- the latest in which the feed has shown it
) STRICT;

CREATE TABLE asked_for (
    -- Photo bytes that the server has lost and that are here.
    sha256  TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
