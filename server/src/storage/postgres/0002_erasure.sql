-- Students whose record was erased here. The ledger beside the keys is what counts; this says that it was carried out.
CREATE TABLE erased (
  school  INTEGER NOT NULL REFERENCES school (n),
  student UUID NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (school, student)
);
