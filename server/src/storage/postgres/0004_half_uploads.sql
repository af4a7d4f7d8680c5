-- Photos on their way here, part by part. Everyone sees and continues their own alone.
CREATE TABLE upload_part (
  school INTEGER NOT NULL REFERENCES school (n),
  sha256 TEXT COLLATE "C" NOT NULL,  -- of the whole
  "user" UUID NOT NULL,
  start  BIGINT NOT NULL,            -- where it begins in the whole
  bytes  BIGINT NOT NULL,
  length BIGINT NOT NULL,            -- of the whole
  object TEXT COLLATE "C" NOT NULL,  -- chance: the name under which its bytes are kept
  at     BIGINT NOT NULL,            -- when it came
  PRIMARY KEY (school, sha256, "user", start)
);
CREATE INDEX upload_part_by_user ON upload_part (school, "user");

-- When all bytes were last uploaded. What is here already counts from now on.
ALTER TABLE blob ADD COLUMN at BIGINT NOT NULL DEFAULT 0;
UPDATE blob SET at = (extract(epoch FROM now()) * 1000)::BIGINT;
CREATE INDEX blob_by_user ON blob (school, "user", at);
