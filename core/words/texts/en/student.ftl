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

## Why this level

why-none = Nothing counts toward a level yet.
why-shown = You showed { $level } on { $day }.
why-shown-kind = You showed { $level } on { $day }: { $kind }.
why-also = On { $day } you showed { $level }.
why-practice = { $count ->
    [one] 1 practice piece informs you and lowers nothing.
   *[other] { $count } practice pieces inform you and lower nothing.
}
why-help = { $count ->
    [one] 1 piece was done with help.
   *[other] { $count } pieces were done with help.
}
change-top = You are at the top of this scale.
change-more = { $count ->
    [one] One more time at { $level }.
   *[other] { $count } times at { $level }.
}
change-more-kind = { $count ->
    [one] One more time at { $level }, in another kind of work.
   *[other] { $count } times at { $level }, in different kinds of work.
}
change-from = The last of them from { $day }.
change-from-one = From { $day }.
