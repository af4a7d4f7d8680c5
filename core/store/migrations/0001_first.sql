CREATE TABLE op (
    -- Every operation that is here: own work, and what the feed has said. One row for each id, whole.
    n         INTEGER PRIMARY KEY,      -- order of arrival on this device; other tables point at it
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind      TEXT NOT NULL,
    class     BLOB,
    student   BLOB,
    outcome   BLOB,                     -- of a judgement or a feedback
    lane      INTEGER,                  -- of a judgement: 0 teacher, 1 the student's own
    entity    TEXT,                     -- of a set: kind/id
    actor     BLOB NOT NULL,
    dseq      INTEGER NOT NULL,
    hlc       INTEGER NOT NULL,         -- the recording device's clock
    eff       INTEGER,                  -- the server's word; NULL until the feed has it
    flags     INTEGER NOT NULL DEFAULT 0,
    mac       TEXT,                     -- the server's receipt
    work_day  INTEGER,
    work_at   INTEGER,                  -- UTC milliseconds
    state     INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4), -- 0 held, 1 waiting, 2 acknowledged, 3 confirmed by the feed, 4 refused
    mine      INTEGER NOT NULL CHECK (mine IN (0, 1)),        -- recorded through this database
    body      TEXT NOT NULL             -- the operation, byte for byte
) STRICT;

-- A student's work by kind in the order of days; outcome and class ride along so that a filter needs no row.
CREATE INDEX op_subject ON op (student, kind, work_day, outcome, class) WHERE student IS NOT NULL;
CREATE INDEX op_unsent  ON op (dseq) WHERE state < 3;
CREATE INDEX op_entity  ON op (entity) WHERE entity IS NOT NULL;

CREATE TABLE refused (
    -- Why the server did not take an operation.
    op    INTEGER PRIMARY KEY REFERENCES op (n) ON DELETE CASCADE,
    code  TEXT NOT NULL,
    at    INTEGER NOT NULL              -- UTC milliseconds
) STRICT;

CREATE TABLE retracted (
    -- What retractions take back. The target may not have arrived yet.
    target  BLOB NOT NULL,
    op      INTEGER NOT NULL REFERENCES op (n) ON DELETE CASCADE,
    PRIMARY KEY (target, op)
) STRICT, WITHOUT ROWID;
CREATE INDEX retracted_op ON retracted (op);

CREATE TABLE cur (
    -- How far each stream is read.
    s       INTEGER PRIMARY KEY,
    stream  TEXT NOT NULL UNIQUE,
    seq     INTEGER NOT NULL,
    digest  BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE TABLE instream (
    -- Which stream holds which operation.
    s    INTEGER NOT NULL REFERENCES cur (s) ON DELETE CASCADE,
    op   INTEGER NOT NULL REFERENCES op (n) ON DELETE CASCADE,
    seq  INTEGER,                       -- NULL: known from before the stream was started again
    PRIMARY KEY (s, op)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX instream_seq ON instream (s, seq) WHERE seq IS NOT NULL;
CREATE INDEX instream_op ON instream (op);

CREATE TABLE reg (
    -- Registers, folded from confirmed operations alone: the latest write by (eff, opid) stands.
    entity  TEXT NOT NULL,              -- kind/id
    field   TEXT NOT NULL,
    eff     INTEGER NOT NULL,
    opid    BLOB NOT NULL,
    value   TEXT NOT NULL,              -- JSON
    PRIMARY KEY (entity, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE entity (
    -- Derived from reg: an entity's fields in one object, so that a screen reads one row for each.
    entity  TEXT PRIMARY KEY,
    fields  TEXT NOT NULL               -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE level (
    -- Derived from op. Layer 0 holds what the feed alone says, layer 1 the same with own unsent work; layer 1
    -- exists only while there is such work, and is what screens show then.
    student   BLOB NOT NULL,
    outcome   BLOB NOT NULL,
    layer     INTEGER NOT NULL CHECK (layer IN (0, 1)),
    level     INTEGER,
    practice  INTEGER,
    counted   INTEGER NOT NULL,
    last_day  INTEGER,
    last_at   INTEGER NOT NULL,
    PRIMARY KEY (student, outcome, layer)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
    -- Photos that evidence names.
    id            BLOB PRIMARY KEY,
    class         BLOB NOT NULL,
    student       BLOB NOT NULL,
    evidence      BLOB,                 -- the operation that names it
    mine          INTEGER NOT NULL CHECK (mine IN (0, 1)),
    state         INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3), -- 0 captured, 1 ready, 2 unreadable, 3 coming
    orientation   INTEGER NOT NULL DEFAULT 1,
    why           TEXT,                 -- why it is unreadable
    w             INTEGER NOT NULL DEFAULT 0,
    h             INTEGER NOT NULL DEFAULT 0,
    sha256        TEXT,
    thumb_sha256  TEXT,
    full_up       INTEGER NOT NULL DEFAULT 0,
    thumb_up      INTEGER NOT NULL DEFAULT 0,
    bound         INTEGER NOT NULL DEFAULT 0, -- a blob.ref was recorded
    bound_eff     INTEGER,              -- the confirmed blob.ref that stands
    bound_by      BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_evidence ON attachment (evidence);
CREATE INDEX attachment_unsent ON attachment (id) WHERE mine = 1 AND bound = 0;
CREATE INDEX attachment_coming ON attachment (id) WHERE state = 3;

CREATE TABLE photo_file (
    -- The encrypted files of a photo, each with a key of its own.
    attachment  BLOB NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
    size        INTEGER NOT NULL CHECK (size BETWEEN 0 AND 2), -- 0 thumbnail, 1 full, 2 as captured
    name        TEXT NOT NULL UNIQUE,   -- relative to the photos folder
    key         BLOB NOT NULL CHECK (length(key) = 32),
    PRIMARY KEY (attachment, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    -- Who is signed in; at most one row, for ever the same person.
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    enrolment   TEXT NOT NULL,          -- JSON
    server_url  TEXT NOT NULL,
    epoch       TEXT NOT NULL,
    past        TEXT NOT NULL           -- JSON: epochs that are over
) STRICT;

CREATE TABLE clk (
    -- Numbers that only grow or are measured: hlc, dseq, offset_ms, last_sync_ms, model_version. An unsent own
    -- operation carries its hlc and dseq itself, so that recording need not write here.
    k  TEXT PRIMARY KEY,
    v  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    -- Small texts of the programs above.
    k  TEXT PRIMARY KEY,
    v  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
