-- Photos that operations name and whose bytes are not there.
CREATE TABLE wanted (
  sha256 TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
