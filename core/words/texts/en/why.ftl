### Why a level is what it is, and what would change it. Students read this, and teachers with them.

why-none = Nothing counts toward { -the-level } yet.
why-not-yet = No { -level } is shown yet.
why-shown = You showed { $level } on { $day }.
why-shown-kind = You showed { $level } on { $day }: { $kind }.
why-shown-undated = You showed { $level }.
why-shown-undated-kind = You showed { $level }: { $kind }.
why-also = On { $day } you showed { $level }.
why-also-undated = You also showed { $level }.
why-earlier = { $count ->
    [one] 1 earlier result counts too.
   *[other] { $count } earlier results count too.
}

## The at-bats rule

why-times = { $count ->
    [one] Shown once at { $level }.
   *[other] Shown { $count } times at { $level }.
}
why-kinds = { $count ->
    [0] No kind of work is named.
    [one] All in one kind of work.
   *[other] In { $count } kinds of work.
}
why-days = { $count ->
    [0] All on one day.
    [one] 1 day lies between the first and the last.
   *[other] { $count } days lie between the first and the last.
}
why-anew = { $level } is open again.
why-anew-kept = What you showed on { $day } stays on your record.
why-anew-kept-undated = What you showed earlier stays on your record.

## The arithmetic of the other methods

why-takes-latest = { $count ->
    [one] The latest counts.
   *[other] The latest { $count } count.
}
why-takes-highest = { $count ->
    [one] The highest counts.
   *[other] The highest { $count } count.
}
why-takes-mastery = { $count ->
    [0] Results at mastery or above count.
    [one] 1 result is at mastery or above, and counts.
   *[other] { $count } results are at mastery or above, and count.
}
why-times-mastery = { $count ->
    [one] { -The-level } takes 1 of them.
   *[other] { -The-level } takes { $count } of them.
}
why-quiz = Questions of one quiz stand for the whole quiz.
scores-many = { $count } results
list-next = { $list }, { $next }
list-last = { $list } and { $next }
step-highest = The highest is { $gives }.
step-latest = The latest is { $gives }.
step-mean = The mean of { $scores } is { $gives }.
step-middle = { $count ->
    [one] { $gives } stands in the middle.
   *[other] Halfway between { $scores }: { $gives }.
}
step-frequent = { $count ->
    [one] No score comes twice. The latest is { $gives }.
   *[other] { $gives } comes most often: { $count } times.
}
step-blend = The latest counts { $percent } %, the earlier mean { $rest } %: { $gives }.
step-towards = From { $from }, { $percent } % of the way to { $to }: { $gives }.
step-trend = The trend of { $count } results ends at { $gives }.
step-trend-replaced = A trend takes half the smallest step for zero.
step-round = Rounded to hundredths: { $gives }.

## What does not count

why-practice = { $count ->
    [one] 1 practice piece informs you and lowers nothing.
   *[other] { $count } practice pieces inform you and lower nothing.
}
why-help = { $count ->
    [one] 1 piece was done with help.
   *[other] { $count } pieces were done with help.
}
why-own = { $count ->
    [one] 1 is your own judgement. It stands beside { -the-level }.
   *[other] { $count } are your own judgement. They stand beside { -the-level }.
}
why-peer = { $count ->
    [one] 1 comes from another student. It stands beside { -the-level }.
   *[other] { $count } come from other students. They stand beside { -the-level }.
}
why-baseline = { $count ->
    [one] 1 says where you began.
   *[other] { $count } say where you began.
}
why-excused = { $count ->
    [one] 1 is excused.
   *[other] { $count } are excused.
}
why-corrected = { $count ->
    [one] 1 was corrected later.
   *[other] { $count } were corrected later.
}
why-taken-back = { $count ->
    [one] 1 was taken back.
   *[other] { $count } were taken back.
}
why-rows = { $count ->
    [one] 1 judges rows and not the whole.
   *[other] { $count } judge rows and not the whole.
}
why-other-scale = { $count ->
    [one] 1 is on another scale.
   *[other] { $count } are on another scale.
}
why-no-mark = { $count ->
    [one] 1 has neither { -level } nor points.
   *[other] { $count } have neither { -level } nor points.
}

## What would change it

change-top = You are at the top of this scale.
change-next = Next: { $level }.
change-more = { $count ->
    [one] One more time.
   *[other] { $count } more times.
}
change-more-kind = { $count ->
    [one] One more time, in another kind of work.
   *[other] { $count } more times, in different kinds of work.
}
change-more-from = { $count ->
    [one] One more time, from { $day }.
   *[other] { $count } more times, the last from { $day }.
}
change-more-kind-from = { $count ->
    [one] One more time, in another kind of work, from { $day }.
   *[other] { $count } more times, in different kinds of work. The last from { $day }.
}
change-results = { $count ->
    [one] One more result at { $level } gets there.
   *[other] { $count } more results at { $level } get there.
}

## A class's figure, beside another gradebook's

class-mean = { $count ->
    [0] Nobody has any { -level } yet.
    [one] The mean of 1 student's { -level }.
   *[other] The mean of { $count } students' { -levels }.
}
class-median = { $count ->
    [0] Nobody has any { -level } yet.
    [one] The middle of 1 student's { -level }.
   *[other] The middle of { $count } students' { -levels }.
}
class-without = { $count ->
    [one] 1 student has no { -level } yet and is left out.
   *[other] { $count } students have no { -level } yet and are left out.
}
