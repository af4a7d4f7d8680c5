-- A token is followed by the one that was offered; the first use of that ends it.
ALTER TABLE device ADD COLUMN token_since INTEGER NOT NULL DEFAULT 0;
UPDATE device SET token_since = enrolled;
ALTER TABLE device ADD COLUMN next_sha256 TEXT;
CREATE UNIQUE INDEX device_by_next ON device (next_sha256);
-- NULL while the device is served.
ALTER TABLE device ADD COLUMN revoked INTEGER;

-- What a one-time code was spent on: the same device may ask again until the code expires.
ALTER TABLE code ADD COLUMN secret_sha256 TEXT;
ALTER TABLE code ADD COLUMN device TEXT;

-- Addresses by which the school's accounts are matched to its staff, once each; of nobody else.
CREATE TABLE email (
  user  TEXT PRIMARY KEY,
  email TEXT NOT NULL             -- in lower case
) STRICT, WITHOUT ROWID;
CREATE INDEX email_by_email ON email (email);

-- Whose an account is, since it was first used. From then on the address no longer counts.
CREATE TABLE account (
  issuer  TEXT NOT NULL,
  subject TEXT NOT NULL,
  user    TEXT NOT NULL,
  PRIMARY KEY (issuer, subject),
  UNIQUE (user, issuer)
) STRICT, WITHOUT ROWID;

-- Who has just proved anew who they are; each row is for one request.
CREATE TABLE step_up (
  grant_sha256 TEXT PRIMARY KEY,
  device       TEXT NOT NULL,
  expires      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
