-- How long each stream is, as the server last said: what is still to come is shown as a figure.
ALTER TABLE cur ADD COLUMN head INTEGER NOT NULL DEFAULT 0;
