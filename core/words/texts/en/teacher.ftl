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
banner-joining = { $count ->
    [one] 1 student asks to join.
   *[other] { $count } students ask to join.
}
student-outcomes = Outcomes
student-photos = Photos
student-record = Record
student-empty-title = Outcomes will stand here
student-empty-text = The school's office adds them to the course.
student-questions = Questions
student-asked = Asked on { $day } about { $code }
student-answer = Your answer
student-answer-reader = The student reads this.
student-answer-save = Save answer
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
