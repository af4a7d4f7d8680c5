-- The device whose certificate this one came in by: revoking that one ends this one too. NULL: by a code or an account.
ALTER TABLE device ADD COLUMN parent TEXT;
