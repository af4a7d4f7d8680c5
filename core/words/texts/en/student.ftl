### A student's screens: Home and Outcome.

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
outcome-why = Why this level
outcome-change = What would change it
outcome-present = Where you are
outcome-next-level = Next
place-open = Open for your next chance
place-spoken = { $level }. { $kind }. { $day }.
place-spoken-bare = { $level }. { $day }.
