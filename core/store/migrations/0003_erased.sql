CREATE TABLE erased (
    -- Students whose record the school erased. What still comes about them, out of order, is blank here too.
    student  BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
