-- Voice notes lie and travel as photos do, without a thumbnail.
ALTER TABLE attachment ADD COLUMN ms INTEGER; -- of a voice note: how long it is; NULL: a photo, or not known yet
