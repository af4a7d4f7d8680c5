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
