-- Places of a teacher's (?1) present students in other classes on the same course, those they have left included.
SELECT DISTINCT beside.class, beside.user
  FROM member me
  JOIN reg follows   ON follows.entity = 'class' AND follows.id = me.class AND follows.field = 'course'
  JOIN reg too       ON too.entity = 'class' AND too.field = 'course' AND too.value = follows.value
                    AND too.id <> follows.id
  JOIN member now    ON now.class = me.class AND now.role = 'student' AND now.left_ms IS NULL
  JOIN member beside ON beside.class = too.id AND beside.user = now.user AND beside.role = 'student'
 WHERE me.user = ?1 AND me.role = 'teacher' AND me.left_ms IS NULL
 ORDER BY beside.class, beside.user
