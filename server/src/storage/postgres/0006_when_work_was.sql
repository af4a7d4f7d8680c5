-- When the work was recorded that an attachment belongs to, UTC milliseconds. 0: it was named before this was noted.
ALTER TABLE attachment ADD COLUMN at BIGINT NOT NULL DEFAULT 0;
