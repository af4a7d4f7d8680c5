-- Documents lie and travel as voice notes do.
ALTER TABLE attachment ADD COLUMN bytes INTEGER; -- of a document: how large it is; NULL: none, or not known yet
ALTER TABLE attachment ADD COLUMN format TEXT; -- of a document: 'pdf' or 'text'
