-- What a school's server keeps. Ids are UUIDs as text, times UTC milliseconds, hashes and secrets hexadecimal.

CREATE TABLE meta (
  k TEXT PRIMARY KEY,             -- epoch, school, zone, key_check, clock, dseq
  v TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id     TEXT PRIMARY KEY,
  name   TEXT NOT NULL,
  role   TEXT NOT NULL CHECK (role IN ('student', 'teacher', 'administrator')),
  active INTEGER NOT NULL         -- 0: no token of this person opens anything
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
  class   TEXT NOT NULL,
  user    TEXT NOT NULL,
  role    TEXT NOT NULL CHECK (role IN ('student', 'teacher')),
  left_ms INTEGER,                -- NULL while they are in the class
  PRIMARY KEY (class, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_user ON member (user);

-- Merged fields of entities: the latest write of each field.
CREATE TABLE reg (
  entity TEXT NOT NULL,
  id     TEXT NOT NULL,
  field  TEXT NOT NULL,
  eff    INTEGER NOT NULL,
  op     TEXT NOT NULL,
  value  TEXT NOT NULL,           -- JSON
  PRIMARY KEY (entity, id, field)
) STRICT, WITHOUT ROWID;
-- Classes, outcomes by course; rubrics by outcome.
CREATE INDEX reg_by_owner ON reg (entity, field, value) WHERE field IN ('course', 'outcome');

CREATE TABLE op (
  id       TEXT PRIMARY KEY,
  class    TEXT,
  student  TEXT,
  kind     TEXT NOT NULL,
  v        INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  dev      TEXT NOT NULL,
  dseq     INTEGER NOT NULL,
  eff      INTEGER NOT NULL,
  flags    INTEGER NOT NULL,
  received INTEGER NOT NULL,
  mac      TEXT NOT NULL,
  body     TEXT NOT NULL          -- the whole operation, byte for byte
) STRICT;

CREATE TABLE feed (
  stream TEXT NOT NULL,
  seq    INTEGER NOT NULL,
  op     TEXT NOT NULL REFERENCES op (id),
  digest TEXT NOT NULL,           -- the chain up to here
  PRIMARY KEY (stream, seq),
  UNIQUE (stream, op)
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
  stream TEXT PRIMARY KEY,
  seq    INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose an attachment is, as the first fact that named it says.
CREATE TABLE attachment (
  id      TEXT PRIMARY KEY,
  class   TEXT NOT NULL,
  student TEXT NOT NULL,
  actor   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id           TEXT PRIMARY KEY,
  user         TEXT NOT NULL,
  name         TEXT NOT NULL,
  token_sha256 TEXT NOT NULL UNIQUE,
  enrolled     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code (
  hash    TEXT PRIMARY KEY,       -- keyed by the school's key, which is kept elsewhere
  user    TEXT,                   -- a staff code: whom it enrols, once
  class   TEXT,                   -- a class code: which door it opens
  expires INTEGER NOT NULL,
  CHECK ((user IS NULL) <> (class IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
  sha256 TEXT NOT NULL,
  user   TEXT NOT NULL,           -- who uploaded all of its bytes
  bytes  INTEGER NOT NULL,
  PRIMARY KEY (sha256, user)
) STRICT, WITHOUT ROWID;

-- Who may read a blob: the readers of these streams.
CREATE TABLE blob_grant (
  sha256 TEXT NOT NULL,
  stream TEXT NOT NULL,
  PRIMARY KEY (sha256, stream)
) STRICT, WITHOUT ROWID;
