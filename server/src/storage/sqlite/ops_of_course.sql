-- The operations whose writes stand in a course (?1) and in what belongs to it, each with the kind of entity.
WITH own AS (
  SELECT 'course' AS entity, ?1 AS id
  UNION ALL
  SELECT entity, id FROM reg
   WHERE entity IN ('outcome', 'task', 'term', 'phrase', 'wording')
     AND field = 'course' AND value = '"' || ?1 || '"'
),
belonging AS (
  SELECT entity, id FROM own
  UNION ALL
  SELECT reg.entity, reg.id FROM own JOIN reg ON reg.value = '"' || own.id || '"'
   WHERE own.entity = 'outcome' AND reg.entity IN ('rubric', 'sample') AND reg.field = 'outcome'
)
SELECT DISTINCT belonging.entity, op.id
  FROM belonging
  JOIN reg ON reg.entity = belonging.entity AND reg.id = belonging.id
  JOIN op  ON op.id = reg.op
 ORDER BY op.eff, op.id
