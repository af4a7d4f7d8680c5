### A teacher's screens: Today, Class, Student, Conference, and Capture, its part that records.

today-title = Today
today-classes = Classes
today-students = Students, longest wait first
today-pick = Pick a student
today-reason-none = No feedback yet
today-reason-since = Feedback on { $day }
today-reason-today = Feedback today
today-row-spoken = { $name }. { $reason }.
today-need-question = Asked about { $code }
today-need-ready = Ready to show { $code }
today-plan = Next to sit with
today-not-here = Not here today
today-here = Here after all
today-later = Later
today-not-later = Back to today's plan
today-is-later = Later today
today-with = { $adult } is with { $student }
today-more = More about { $name }
today-search = Find a name
today-show = Show
today-show-everyone = Everyone
today-show-waits = No feedback today
today-show-asked = Asked
today-show-ready = Ready
today-news = { $count ->
    [one] 1 new
   *[other] { $count } new
}
today-nobody = Nobody fits. Show everyone, or type less of the name.
today-as = Show the class as
today-as-list = List
today-as-seats = Seats
seats-arrange = Arrange seats
seats-done = Done
seats-pick = Tap a name to move it.
seats-where = Tap the name or the table to move to.
seats-table = Table { $number }
seats-none = No table yet
seats-fresh = New table
seats-here = Sit here
seats-join = Sit at table { $number }
seats-moved = Moved
today-footer = Saved { $saved } · open { $open }
today-empty-title = Your classes will stand here
today-empty-text = The school's server sends them. Stay near the network for a moment.
today-empty-class-title = Nobody is in this class yet
today-empty-class-text = The school's office adds students to the roster.
today-saved = { $count ->
    [one] 1 saved
   *[other] { $count } saved
}
today-joining-title = Who asks to join?
today-joining-pick = Tap the name that fits.
today-joining-decline = Nobody here
door-open = Let students join
door-open-student = Let this student join
door-title = Join { $class }
door-title-student = For { $name }
door-how = Students open the app, scan this, and type their name. Or they type address and code.
door-how-student = The student opens the app and scans this. It works once, on one device.
door-code = Class code
door-server = Address
door-qr-spoken = A code to scan
door-until = Open until { $time }
door-again = Make a new code
banner-joining = { $count ->
    [one] 1 student asks to join.
   *[other] { $count } students ask to join.
}
walk-title = Walk
walk-lead = Tap a name, then { -the-level }. All of it is practice.
walk-open = No { -level } today
walk-start = Walk through the class
walk-footer = Saved { $saved } · open { $open }
walk-footer-away = Saved { $saved } · open { $open } · not here { $away }
nav-class = Class
class-nobody = Nobody fits. Type less of the name.
class-row-spoken = { $name }, { $levels }.
class-sign-spoken = { $code } { $level }
student-outcomes = { -Outcomes }
student-photos = Photos
student-record = Record
student-empty-title = { -Outcomes } will stand here
student-empty-text = The school's office adds them to the course.
student-waits = Waits for you
student-row-note = { $level } · { $last }
student-row-spoken = { $said } Last work: { $last }.
student-last = { $count ->
    [0] today
    [one] 1 day ago
   *[other] { $count } days ago
}
student-why-reader = The student reads the same sentences.
piece-none = Judged without a piece
piece-note-by = { $day } · { $name }: { $level }
judged-by = { $name }, { $day }
judged-corrected-by = Corrected by { $name }, { $day }
judged-said = { $name } said { $level }.
judged-said-own = You said { $level }.
judged-corrected = { $name } corrected it to { $level }.
judged-corrected-own = You corrected it to { $level }.
judged-taken-back = { $name } took it back.
judged-taken-back-own = You took it back.
judged-other-scale = On another scale
judged-held = Saved in this visit. Another { -level } in Conference takes its place.
judged-correct = Correct { -the-level }
judged-correct-lead = Tap { -the-level } that the work shows. What was said before stays on record.
student-questions = Questions
student-asked = Asked on { $day } about { $code }
student-answer = Your answer
student-answer-save = Save answer
next-step-agreed = Next step agreed on { $day }
next-step-agreed-on = Next step agreed on { $day } for { $code }
conference-title = Conference
conference-judged = { $name } has judged
conference-own-row = { $row }: { $level }
conference-hand-over = Hand over
handed-title = For { $name }
conference-show = Show
conference-hide = Hide
conference-profile = All { -outcomes }
conference-work = Newest work
conference-not-said = { $name } has not said yet
conference-not-ready = { $name } said: not ready yet
conference-nearly-ready = { $name } said: nearly ready
conference-ready = { $name } said: ready
capture-outcome = { -Outcome }
capture-kind = Kind of work
capture-practice = Practice
capture-at-bat = At-bat
capture-at-bat-not-here = This kind of work is practice.
capture-alone = Alone
capture-with-help = With help
capture-levels = { -Levels }
capture-hold = Hold for the whole rubric
capture-next-level = Next:
feedback-went-well = What went well
feedback-improve = To improve
feedback-next-step = Next step
feedback-reader = The student reads this.
feedback-save = Save feedback
feedback-name-the-work = Name what the work does?
conference-own-words = In { $name }'s words
conference-own-words-hold = Hold while { $name } speaks
conference-own-words-save = Save these words
capture-photo = Photo
capture-photo-saving = Saving the photo
capture-next = Next
capture-saved = Saved
capture-taken-back = Taken back
capture-level-spoken = { $word }. { $words }
