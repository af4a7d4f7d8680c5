-- Places of a teacher's ($2) present students in other classes on the same course, those they have left included.
SELECT DISTINCT beside.class, beside."user"
  FROM member me
  JOIN reg follows   ON follows.school = $1 AND follows.entity = 'class' AND follows.id = me.class::text
                    AND follows.field = 'course' AND octet_length(follows.value) < 99
  JOIN reg too       ON too.school = $1 AND too.entity = 'class' AND too.field = 'course'
                    AND octet_length(too.value) < 99 AND too.value = follows.value AND too.id <> follows.id
  JOIN member now    ON now.school = $1 AND now.class = me.class AND now.role = 'student' AND now.left_ms IS NULL
  JOIN member beside ON beside.school = $1 AND beside.class::text = too.id AND beside."user" = now."user"
                    AND beside.role = 'student'
 WHERE me.school = $1 AND me."user" = $2 AND me.role = 'teacher' AND me.left_ms IS NULL
 ORDER BY beside.class, beside."user"
