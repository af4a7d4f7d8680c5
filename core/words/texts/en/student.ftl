### A student's screens: Home, Outcome, Self-assess, Evidence.

home-title = Home
home-can-do = I can do
home-have-left = I have left
home-later = More later
home-next = Next
home-class = { $class } · { $course }
home-empty-title = Your class will stand here
home-empty-text = It is on its way from the school's server.
home-nothing-yet = What you show will stand here.
next-step-from = From { $name }, { $day }
outcome-next-step = Next step
outcome-rubric = Rubric
outcome-places = What you have shown
outcome-photos = Your work
outcome-feedback = Feedback
outcome-went-well = Went well
outcome-improve = To improve
outcome-why = Why this { -level }
outcome-change = What would change it
outcome-curve = Over time
curve-empty = Each result will stand here, on its day.
curve-each = Each result
curve-chance = Chance to show
curve-practice = Practice
curve-own = Own judgement
curve-before = Before the course
curve-help = Hollow: with help
curve-what = { $what }: { $kind }
curve-point = { $day }: { $level }. { $what }.
curve-point-help = { $day }: { $level }. { $what }, with help.
curve-spoken = { $count ->
    [one] 1 result, on { $from }. Now: { $level }.
   *[other] { $count } results, from { $from } to { $to }. Now: { $level }.
}
outcome-present = Where you are
outcome-next-level = Next
place-open = Open for your next chance
place-spoken = { $level }. { $kind }. { $day }.
place-spoken-bare = { $level }. { $day }.
outcome-judge = Judge my work
outcome-pieces = Pieces of work
outcome-own-words = In my own words
outcome-own-words-hint = Say what it means to you.
outcome-own-words-save = Save my words
ready-title = Can I show it?
ready-not-yet = Not ready yet
ready-nearly = Nearly
ready-ready = Ready
ready-next = First: { $step }
ready-next-none = First, agree on a next step with your teacher.
ready-practice = { $count ->
    [one] Your last practice piece: { $list }.
   *[other] Your last { $count } practice pieces: { $list }.
}
ready-practice-at = { $count } at { $level }

## Self-assess

assess-title = My own judgement
assess-lead = Read each row. Tap what your work shows.
assess-level = { -Level }
assess-whole = All in all
assess-work = My work
assess-text = Written work
assess-link = Link
assess-link-hint = The address of a page
assess-reflection = One line about it
assess-reflection-hint = For example: I see it in …
assess-reader = You and your teachers read this.
assess-photo = Take a photo
assess-library = Choose a photo
assess-remove-photo = Remove this photo
assess-save = Save
handed-back = Give the tablet back
handed-saved = Saved. Now give the tablet back.
assess-mine = You said { $mine }.
assess-theirs = { $name } said { $theirs }.
assess-same = You both said { $mine }.
assess-differs = You said { $mine }. { $name } said { $theirs }. What might { $name } have seen?
assess-row = { $row }: { $said }
photo-not-saved = Photo, not saved yet

## Add evidence

nav-add = Add
add-title = Add my work
add-outcome = Which { -outcome } is it for?

## Evidence

piece-photo = Photo
piece-voice = Voice note
piece-document = File
piece-link = Link
piece-work = Work
piece-note-said = { $day } · You said { $level }
piece-note-judged = { $day } · You judged it
piece-spoken = { $title }. { $note }.
piece-caption = Added by { $name }, { $day }
piece-caption-own = Added by you, { $day }
piece-judged = What was said of it
piece-folded = Your teacher has judged this piece. Judge it first, or look now.
piece-show = Show me
piece-judge = Judge this piece
piece-judge-again = Judge it again
piece-history = What happened
history-added = { $name } added it.
history-added-own = You added it.
history-corrected = { $name } corrected it.
history-corrected-own = You corrected it.
history-revised = { $name } added to it.
history-revised-own = You added to it.
history-judged = { $name } judged it.
history-judged-own = You judged it.
history-taken-back = { $name } took something back.
history-taken-back-own = You took something back.

## Feedback

nav-feedback = Feedback
feedback-title = Feedback
feedback-fresh = New
feedback-earlier = Earlier
feedback-empty-title = Feedback will stand here
feedback-empty-text = A teacher leaves it after looking at your work.
feedback-photo = A photo
feedback-voice = A voice note
feedback-note = { $code } · { $stage }
feedback-stage-asked = Your question waits
feedback-stage-answered = Answered
feedback-stage-understood = You understand it
feedback-spoken = { $caption }. { $text }. { $note }.
thread-own-words = Next step, in your words
thread-before = In your teacher's words
thread-level = Show { -level }
thread-questions = Questions and answers
thread-you = You, { $day }
thread-they = { $name }, { $day }
thread-ask = Your question
thread-ask-reader = Your teachers read this.
thread-ask-send = Ask
thread-understand = I understand
thread-understood = You said that you understand.
thread-reword = Say it in your own words
thread-reword-label = The next step, in your words
thread-reword-save = Save my words
thread-done = What I did afterwards
thread-outcome = See { -the-outcome }
done-piece = { $day }: you added work. { $what }
done-judged = { $day }: you judged your work.
done-practice = { $day }: you practised. { $what }
