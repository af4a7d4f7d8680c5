-- What a level is worked out from, taken out of the bodies, so that one index has all results of a student on an
-- outcome, and a class is worked out anew by one scan of it.
ALTER TABLE op ADD COLUMN mark BLOB;        -- of a judgement: the level's id; NULL: rows alone
ALTER TABLE op ADD COLUMN context BLOB;     -- of a judgement: the kind of work
ALTER TABLE op ADD COLUMN how INTEGER;      -- of a judgement, bits: 1 summative, 2 with help, 4 baseline
ALTER TABLE op ADD COLUMN corrects BLOB;    -- of a judgement: ids of what it corrects, one after the other; NULL: nothing

UPDATE op SET
  mark     = unhex(body ->> '$.b.level', '-{}'),
  context  = unhex(body ->> '$.b.context', '-{}'),
  how      = iif(body ->> '$.b.purpose' = 'summative', 1, 0)
           + iif(body ->> '$.b.support' = 'supported', 2, 0)
           + iif(body ->> '$.b.baseline', 4, 0),
  corrects = unhex((SELECT group_concat(value, '') FROM json_each(body, '$.b.supersedes')), '-{}')
 WHERE kind = 'judgement' AND outcome IS NOT NULL;

CREATE INDEX op_result ON op (student, outcome, work_day, work_at, id, state, eff, hlc, lane, mark, context, how, corrects)
 WHERE kind = 'judgement' AND outcome IS NOT NULL AND student IS NOT NULL;
