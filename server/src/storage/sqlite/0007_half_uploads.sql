-- Photos on their way here, part by part. Everyone sees and continues their own alone.
CREATE TABLE upload_part (
  sha256 TEXT NOT NULL,           -- of the whole
  user   TEXT NOT NULL,
  start  INTEGER NOT NULL,        -- where it begins in the whole
  bytes  INTEGER NOT NULL,
  length INTEGER NOT NULL,        -- of the whole
  object TEXT NOT NULL,           -- chance: the name under which its bytes are kept
  at     INTEGER NOT NULL,        -- when it came
  PRIMARY KEY (sha256, user, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_part_by_user ON upload_part (user);

-- When all bytes were last uploaded. What is here already counts from now on.
ALTER TABLE blob ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
UPDATE blob SET at = unixepoch() * 1000;
CREATE INDEX blob_by_user ON blob (user, at);
