-- Students whose record was erased here. The ledger beside the keys is what counts; this says that it was carried out.
CREATE TABLE erased (
  student TEXT PRIMARY KEY,
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
