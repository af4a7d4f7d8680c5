-- By a device's count: two operations under one say that the device was copied.
CREATE INDEX op_by_count ON op (school, dev, dseq);
-- When that was seen. Whoever comes by this device's token is told to become another one.
ALTER TABLE device ADD COLUMN doubled BIGINT;
