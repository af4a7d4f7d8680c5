-- What the schools of one database keep: the tables of the embedded database, each with the school in front. Ids are
-- UUIDs, times UTC milliseconds, hashes and secrets hexadecimal. Texts compare byte by byte, whatever the database's
-- own language.

CREATE TABLE school (
  n    INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- what the other tables call it by
  slug TEXT COLLATE "C" NOT NULL UNIQUE                   -- its part of the address: /s/<slug>/
);

CREATE TABLE meta (
  school INTEGER NOT NULL REFERENCES school (n),
  k TEXT COLLATE "C" NOT NULL,
  v TEXT NOT NULL,
  PRIMARY KEY (school, k)
);

CREATE TABLE person (
  school INTEGER NOT NULL REFERENCES school (n),
  id     UUID NOT NULL,
  name   TEXT NOT NULL,
  role   TEXT NOT NULL CHECK (role IN ('student', 'teacher', 'administrator')),
  active BOOLEAN NOT NULL,        -- false: no token of this person opens anything
  PRIMARY KEY (school, id)
);

CREATE TABLE member (
  school  INTEGER NOT NULL REFERENCES school (n),
  class   UUID NOT NULL,
  "user"  UUID NOT NULL,
  role    TEXT NOT NULL CHECK (role IN ('student', 'teacher')),
  left_ms BIGINT,                 -- NULL while they are in the class
  PRIMARY KEY (school, class, "user")
);
CREATE INDEX member_by_user ON member (school, "user");

-- Merged fields of entities: the latest write of each field.
CREATE TABLE reg (
  school INTEGER NOT NULL REFERENCES school (n),
  entity TEXT COLLATE "C" NOT NULL,
  id     TEXT COLLATE "C" NOT NULL,
  field  TEXT COLLATE "C" NOT NULL,
  eff    BIGINT NOT NULL,
  op     UUID NOT NULL,
  value  TEXT COLLATE "C" NOT NULL,  -- JSON
  PRIMARY KEY (school, entity, id, field)
);
-- What belongs to a course, an outcome, a class or a peer round. A field of that name may hold anything; what is
-- longer than an id in quotes belongs to nothing and would not fit into an index.
CREATE INDEX reg_by_owner ON reg (school, entity, field, value)
 WHERE field IN ('course', 'outcome', 'class', 'round') AND octet_length(value) < 99;

CREATE TABLE op (
  school   INTEGER NOT NULL REFERENCES school (n),
  id       UUID NOT NULL,
  class    UUID,
  student  UUID,
  kind     TEXT NOT NULL,
  v        INTEGER NOT NULL,
  actor    UUID NOT NULL,
  dev      UUID NOT NULL,
  dseq     BIGINT NOT NULL,
  eff      BIGINT NOT NULL,
  flags    BIGINT NOT NULL,
  received BIGINT NOT NULL,
  mac      TEXT NOT NULL,
  body     TEXT NOT NULL,         -- the whole operation, byte for byte
  PRIMARY KEY (school, id)
);

CREATE TABLE feed (
  school INTEGER NOT NULL REFERENCES school (n),
  stream TEXT COLLATE "C" NOT NULL,
  seq    BIGINT NOT NULL,
  op     UUID NOT NULL,
  digest TEXT NOT NULL,           -- the chain up to here
  PRIMARY KEY (school, stream, seq),
  UNIQUE (school, stream, op),
  FOREIGN KEY (school, op) REFERENCES op (school, id)
);

-- One row is written by every push: room for its next versions on the same page.
CREATE TABLE head (
  school INTEGER NOT NULL REFERENCES school (n),
  stream TEXT COLLATE "C" NOT NULL,
  seq    BIGINT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (school, stream)
) WITH (fillfactor = 50);

-- Whose an attachment is, as the first fact that named it says.
CREATE TABLE attachment (
  school  INTEGER NOT NULL REFERENCES school (n),
  id      UUID NOT NULL,
  class   UUID NOT NULL,
  student UUID NOT NULL,
  actor   UUID NOT NULL,
  bound   UUID,                   -- the operation that bound bytes to it; NULL until then
  PRIMARY KEY (school, id)
);

CREATE TABLE device (
  school       INTEGER NOT NULL REFERENCES school (n),
  id           UUID NOT NULL,
  "user"       UUID NOT NULL,
  name         TEXT NOT NULL,
  token_sha256 TEXT COLLATE "C" NOT NULL,
  enrolled     BIGINT NOT NULL,
  token_since  BIGINT NOT NULL,
  next_sha256  TEXT COLLATE "C",  -- of the token that was offered to follow; its first use ends the present one
  revoked      BIGINT,            -- NULL while the device is served
  PRIMARY KEY (school, id),
  UNIQUE (school, token_sha256),
  UNIQUE (school, next_sha256)
);

CREATE TABLE code (
  school  INTEGER NOT NULL REFERENCES school (n),
  hash    TEXT COLLATE "C" NOT NULL,  -- keyed by the school's key, which is kept elsewhere
  "user"  UUID,                   -- a staff code: whom it enrols, once
  class   UUID,                   -- a class code: which door it opens
  expires BIGINT NOT NULL,
  secret_sha256 TEXT,             -- what it was spent on: the same device may ask again until the code expires
  device  UUID,
  PRIMARY KEY (school, hash),
  CHECK (("user" IS NULL) <> (class IS NULL))
);

CREATE TABLE blob (
  school INTEGER NOT NULL REFERENCES school (n),
  sha256 TEXT COLLATE "C" NOT NULL,
  "user" UUID NOT NULL,           -- who uploaded all of its bytes
  bytes  BIGINT NOT NULL,
  PRIMARY KEY (school, sha256, "user")
);

-- Who may read a blob: the readers of these streams.
CREATE TABLE blob_grant (
  school INTEGER NOT NULL REFERENCES school (n),
  sha256 TEXT COLLATE "C" NOT NULL,
  stream TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (school, sha256, stream)
);

-- Photos that operations name and whose bytes are not there.
CREATE TABLE wanted (
  school INTEGER NOT NULL REFERENCES school (n),
  sha256 TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (school, sha256)
);

-- Addresses by which the school's accounts are matched to its staff, once each; of nobody else.
CREATE TABLE email (
  school INTEGER NOT NULL REFERENCES school (n),
  "user" UUID NOT NULL,
  email  TEXT COLLATE "C" NOT NULL,  -- in lower case
  PRIMARY KEY (school, "user")
);
CREATE INDEX email_by_email ON email (school, email);

-- Whose an account is, since it was first used. From then on the address no longer counts.
CREATE TABLE account (
  school  INTEGER NOT NULL REFERENCES school (n),
  issuer  TEXT COLLATE "C" NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  "user"  UUID NOT NULL,
  PRIMARY KEY (school, issuer, subject),
  UNIQUE (school, "user", issuer)
);

-- Who has just proved anew who they are; each row is for one request.
CREATE TABLE step_up (
  school       INTEGER NOT NULL REFERENCES school (n),
  grant_sha256 TEXT COLLATE "C" NOT NULL,
  device       UUID NOT NULL,
  expires      BIGINT NOT NULL,
  PRIMARY KEY (school, grant_sha256)
);
