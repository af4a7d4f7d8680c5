### Capture and Tag: a teacher gathers work of one student or of several.

piece-open = Capture work
piece-title = Capture
piece-lead = Add a photo, voice note, file, words or a link.
piece-readers = All whom you tag read this.
piece-next = Whose work is it?
tag-title = Whose work is it?
tag-shows = What it shows
tag-lead = Pick { -the-level } or none, then tap names.
tag-no-level = No { -level }
tag-more = Lines for each
tag-count = { $count ->
    [0] Nobody tagged
    [one] 1 tagged
   *[other] { $count } tagged
}
tag-tagged = Tagged
tag-untagged = Not tagged
tag-line = One line about this part
tag-for-student = For the student
tag-for-staff = For teachers
tag-readers = { $name } and the teachers read this.
tag-readers-staff = Teachers alone read this.
tag-untag = Take this tag away
tag-save = Save
tag-done = Done
tag-saved = { $count ->
    [one] Saved in one record
   *[other] Saved in { $count } records, each on its own
}
tag-gone = { $name } has left { $class }. This goes to the others.
tag-no-photos = No photos of { $name } are kept. Use words or a link.
tag-own-record = Photos of { $name } stay in one record. Take one for { $name } alone.
tag-one-record = This photo stays in one record. Take another for { $name }.
student-staff-lines = For teachers alone
student-staff-line = { $name }, { $day } · { $code }
tag-all = Set it for all in sight
tag-up-to-here = Repeat it up to here
also-shows = Also shows { $code }?
also-said = Shows { $code }, too
also-spoken = { $text } { $i-can }
