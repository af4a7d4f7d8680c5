-- What belongs to a course, an outcome, a class or a peer round. SQLite uses the index only where a query's condition
-- is one of those that OR joins here; the list of the first step it never matched.
DROP INDEX reg_by_owner;
CREATE INDEX reg_by_owner ON reg (entity, field, value)
 WHERE field = 'course' OR field = 'outcome' OR field = 'class' OR field = 'round';

-- The operation that bound bytes to it; NULL until then.
ALTER TABLE attachment ADD COLUMN bound TEXT;
