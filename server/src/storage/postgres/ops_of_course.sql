-- The operations whose writes stand in a course ($2) and in what belongs to it, each with the kind of entity.
WITH own AS (
  SELECT 'course' AS entity, $2::text AS id
  UNION ALL
  SELECT entity, id FROM reg
   WHERE school = $1 AND entity IN ('outcome', 'task', 'term', 'phrase', 'wording')
     AND field = 'course' AND octet_length(value) < 99 AND value = '"' || $2::text || '"'
),
belonging AS (
  SELECT entity, id FROM own
  UNION ALL
  SELECT reg.entity, reg.id FROM own JOIN reg ON reg.value = '"' || own.id || '"'
   WHERE own.entity = 'outcome' AND reg.school = $1 AND reg.entity IN ('rubric', 'sample')
     AND reg.field = 'outcome' AND octet_length(reg.value) < 99
)
SELECT DISTINCT belonging.entity, op.id, op.eff
  FROM belonging
  JOIN reg ON reg.school = $1 AND reg.entity = belonging.entity AND reg.id = belonging.id
  JOIN op  ON op.school = $1 AND op.id = reg.op
 ORDER BY op.eff, op.id
