### A teacher's screens: Today, Student, Capture.

today-title = Today
today-classes = Classes
today-students = Students, longest wait first
today-pick = Pick a student
today-reason-none = No feedback yet
today-reason-since = Feedback on { $day }
today-reason-today = Feedback today
today-row-spoken = { $name }. { $reason }.
today-footer = { $count ->
    [one] Saved today: 1
   *[other] Saved today: { $count }
}
today-empty-title = Your classes will stand here
today-empty-text = The school's server sends them. Stay near the network for a moment.
today-empty-class-title = Nobody is in this class yet
today-empty-class-text = The school's office adds students to the roster.
today-saved = { $count ->
    [one] 1 saved
   *[other] { $count } saved
}
today-joining-title = Who asks to join?
today-joining-typed = Typed: { $typed }
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
student-outcomes = Outcomes
student-photos = Photos
student-record = Record
student-empty-title = Outcomes will stand here
student-empty-text = The school's office adds them to the course.
next-step-agreed = Next step agreed on { $day }
capture-outcome = Outcome
capture-kind = Kind of work
capture-practice = Practice
capture-at-bat = At-bat
capture-at-bat-not-here = This kind of work is practice.
capture-alone = Alone
capture-with-help = With help
capture-levels = Levels
capture-hold = Hold for the whole rubric
capture-next-level = Next:
capture-next-step = Next step
capture-next-step-reader = The student reads this.
capture-next-step-save = Save next step
capture-photo = Photo
capture-photo-saving = Saving the photo
capture-next = Next
capture-saved = Saved
capture-taken-back = Taken back
capture-level-spoken = { $word }. { $words }
