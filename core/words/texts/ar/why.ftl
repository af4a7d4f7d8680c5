### Machine-made, not yet reviewed by a speaker.

why-none = لا شيء يُحسب نحو { -the-level } بعد.
why-not-yet = لم يظهر { -the-level } بعد.
why-shown = أظهرت «{ $level }» يوم { $day }.
why-shown-kind = أظهرت «{ $level }» يوم { $day }: { $kind }.
why-shown-undated = أظهرت «{ $level }».
why-shown-undated-kind = أظهرت «{ $level }»: { $kind }.
why-also = وفي يوم { $day } أظهرت «{ $level }».
why-also-undated = وأظهرت أيضًا «{ $level }».
why-earlier = { $count ->
    [zero] لا نتيجة سابقة تُحسب.
    [one] نتيجة سابقة واحدة تُحسب أيضًا.
    [two] نتيجتان سابقتان تُحسبان أيضًا.
    [few] { $count } نتائج سابقة تُحسب أيضًا.
    [many] { $count } نتيجة سابقة تُحسب أيضًا.
   *[other] { $count } نتيجة سابقة تُحسب أيضًا.
}

## The at-bats rule

why-times = { $count ->
    [zero] لم يظهر عند «{ $level }».
    [one] ظهر مرة واحدة عند «{ $level }».
    [two] ظهر مرتين عند «{ $level }».
    [few] ظهر { $count } مرات عند «{ $level }».
    [many] ظهر { $count } مرة عند «{ $level }».
   *[other] ظهر { $count } مرة عند «{ $level }».
}
why-kinds = { $count ->
    [zero] لم يُذكر نوع العمل.
    [one] كله في نوع واحد من العمل.
    [two] في نوعين من العمل.
    [few] في { $count } أنواع من العمل.
    [many] في { $count } نوعًا من العمل.
   *[other] في { $count } نوع من العمل.
}
why-days = { $count ->
    [zero] كله في يوم واحد.
    [one] بين الأول والأخير يوم واحد.
    [two] بين الأول والأخير يومان.
    [few] بين الأول والأخير { $count } أيام.
    [many] بين الأول والأخير { $count } يومًا.
   *[other] بين الأول والأخير { $count } يوم.
}
why-anew = «{ $level }» مفتوح من جديد.
why-anew-kept = ما أظهرته يوم { $day } يبقى في سجلّك.
why-anew-kept-undated = ما أظهرته سابقًا يبقى في سجلّك.

## The arithmetic of the other methods

why-takes-latest = { $count ->
    [zero] لا تُحسب أحدث النتائج.
    [one] تُحسب أحدث نتيجة.
    [two] تُحسب أحدث نتيجتين.
    [few] تُحسب أحدث { $count } نتائج.
    [many] تُحسب أحدث { $count } نتيجة.
   *[other] تُحسب أحدث { $count } نتيجة.
}
why-takes-highest = { $count ->
    [zero] لا تُحسب أعلى النتائج.
    [one] تُحسب أعلى نتيجة.
    [two] تُحسب أعلى نتيجتين.
    [few] تُحسب أعلى { $count } نتائج.
    [many] تُحسب أعلى { $count } نتيجة.
   *[other] تُحسب أعلى { $count } نتيجة.
}
why-takes-mastery = { $count ->
    [zero] تُحسب النتائج التي تبلغ الإتقان.
    [one] نتيجة واحدة تبلغ الإتقان، وتُحسب.
    [two] نتيجتان تبلغان الإتقان، وتُحسبان.
    [few] { $count } نتائج تبلغ الإتقان، وتُحسب.
    [many] { $count } نتيجة تبلغ الإتقان، وتُحسب.
   *[other] { $count } نتيجة تبلغ الإتقان، وتُحسب.
}
why-times-mastery = { $count ->
    [zero] { -the-level } لا يحتاج إلى شيء منها.
    [one] { -the-level } يحتاج إلى واحدة منها.
    [two] { -the-level } يحتاج إلى اثنتين منها.
    [few] { -the-level } يحتاج إلى { $count } منها.
    [many] { -the-level } يحتاج إلى { $count } منها.
   *[other] { -the-level } يحتاج إلى { $count } منها.
}
why-quiz = أسئلة الاختبار الواحد تمثّل الاختبار كله.
scores-many = النتائج ({ $count })
list-next = { $list }، { $next }
list-last = { $list } و{ $next }
step-highest = الأعلى هو { $gives }.
step-latest = الأحدث هو { $gives }.
step-mean = متوسط { $scores } هو { $gives }.
step-middle = { $count ->
    [zero] لا وسط بين { $scores }: { $gives }.
    [one] { $gives } في الوسط.
    [two] في منتصف الطريق بين { $scores }: { $gives }.
    [few] في منتصف الطريق بين { $scores }: { $gives }.
    [many] في منتصف الطريق بين { $scores }: { $gives }.
   *[other] في منتصف الطريق بين { $scores }: { $gives }.
}
step-frequent = { $count ->
    [zero] لا نتيجة تتكرر. الأحدث هو { $gives }.
    [one] لا نتيجة تتكرر. الأحدث هو { $gives }.
    [two] { $gives } هو الأكثر تكرارًا: مرتان.
    [few] { $gives } هو الأكثر تكرارًا: { $count } مرات.
    [many] { $gives } هو الأكثر تكرارًا: { $count } مرة.
   *[other] { $gives } هو الأكثر تكرارًا: { $count } مرة.
}
step-blend = الأحدث يُحسب { $percent } ٪، والمتوسط السابق { $rest } ٪: { $gives }.
step-towards = من { $from }، { $percent } ٪ من الطريق إلى { $to }: { $gives }.
step-trend = الاتجاه ينتهي عند { $gives }، وعدد النتائج { $count }.
step-trend-replaced = يأخذ الاتجاه نصف أصغر خطوة بدل الصفر.
step-round = بالتقريب إلى جزء من مئة: { $gives }.

## What does not count

why-practice = { $count ->
    [zero] لا تدريب بعد.
    [one] تدريب واحد يُعلمك ولا يُنقص شيئًا.
    [two] تدريبان يُعلمانك ولا يُنقصان شيئًا.
    [few] { $count } تدريبات تُعلمك ولا تُنقص شيئًا.
    [many] { $count } تدريبًا يُعلمك ولا يُنقص شيئًا.
   *[other] { $count } تدريب يُعلمك ولا يُنقص شيئًا.
}
why-help = { $count ->
    [zero] لا عمل بمساعدة.
    [one] عمل واحد تمّ بمساعدة.
    [two] عملان تمّا بمساعدة.
    [few] { $count } أعمال تمّت بمساعدة.
    [many] { $count } عملًا تمّ بمساعدة.
   *[other] { $count } عمل تمّ بمساعدة.
}
why-own = { $count ->
    [zero] لا تقييم منك.
    [one] تقييم واحد منك أنت. يقف بجانب ما يُحسب.
    [two] تقييمان منك أنت. يقفان بجانب ما يُحسب.
    [few] { $count } تقييمات منك أنت. تقف بجانب ما يُحسب.
    [many] { $count } تقييمًا منك أنت. يقف بجانب ما يُحسب.
   *[other] { $count } تقييم منك أنت. يقف بجانب ما يُحسب.
}
why-peer = { $count ->
    [zero] لا شيء من زملاء الصف.
    [one] شيء واحد من زملاء الصف. يقف بجانب ما يُحسب.
    [two] شيئان من زملاء الصف. يقفان بجانب ما يُحسب.
    [few] { $count } أشياء من زملاء الصف. تقف بجانب ما يُحسب.
    [many] { $count } شيئًا من زملاء الصف. يقف بجانب ما يُحسب.
   *[other] { $count } شيء من زملاء الصف. يقف بجانب ما يُحسب.
}
why-baseline = { $count ->
    [zero] لا نتيجة تقول أين كانت البداية.
    [one] نتيجة واحدة تقول أين كانت البداية.
    [two] نتيجتان تقولان أين كانت البداية.
    [few] { $count } نتائج تقول أين كانت البداية.
    [many] { $count } نتيجة تقول أين كانت البداية.
   *[other] { $count } نتيجة تقول أين كانت البداية.
}
why-excused = { $count ->
    [zero] لا نتيجة معفاة.
    [one] نتيجة واحدة معفاة.
    [two] نتيجتان معفاتان.
    [few] { $count } نتائج معفاة.
    [many] { $count } نتيجة معفاة.
   *[other] { $count } نتيجة معفاة.
}
why-corrected = { $count ->
    [zero] لا نتيجة صُحّحت لاحقًا.
    [one] نتيجة واحدة صُحّحت لاحقًا.
    [two] نتيجتان صُحّحتا لاحقًا.
    [few] { $count } نتائج صُحّحت لاحقًا.
    [many] { $count } نتيجة صُحّحت لاحقًا.
   *[other] { $count } نتيجة صُحّحت لاحقًا.
}
why-taken-back = { $count ->
    [zero] لا نتيجة سُحبت.
    [one] نتيجة واحدة سُحبت.
    [two] نتيجتان سُحبتا.
    [few] { $count } نتائج سُحبت.
    [many] { $count } نتيجة سُحبت.
   *[other] { $count } نتيجة سُحبت.
}
why-rows = { $count ->
    [zero] لا نتيجة تقيّم الصفوف وحدها.
    [one] نتيجة واحدة تقيّم الصفوف لا العمل كله.
    [two] نتيجتان تقيّمان الصفوف لا العمل كله.
    [few] { $count } نتائج تقيّم الصفوف لا العمل كله.
    [many] { $count } نتيجة تقيّم الصفوف لا العمل كله.
   *[other] { $count } نتيجة تقيّم الصفوف لا العمل كله.
}
why-other-scale = { $count ->
    [zero] لا نتيجة على سلّم آخر.
    [one] نتيجة واحدة على سلّم آخر.
    [two] نتيجتان على سلّم آخر.
    [few] { $count } نتائج على سلّم آخر.
    [many] { $count } نتيجة على سلّم آخر.
   *[other] { $count } نتيجة على سلّم آخر.
}
why-no-mark = { $count ->
    [zero] لا نتيجة بلا كلمة من السلّم أو نقاط.
    [one] نتيجة واحدة بلا كلمة من السلّم ولا نقاط.
    [two] نتيجتان بلا كلمة من السلّم ولا نقاط.
    [few] { $count } نتائج بلا كلمة من السلّم ولا نقاط.
    [many] { $count } نتيجة بلا كلمة من السلّم ولا نقاط.
   *[other] { $count } نتيجة بلا كلمة من السلّم ولا نقاط.
}

## What would change it

change-top = هذا أعلى السلّم.
change-next = التالي: { $level }.
change-more = { $count ->
    [zero] لا مرة أخرى.
    [one] مرة أخرى واحدة.
    [two] مرتان أخريان.
    [few] { $count } مرات أخرى.
    [many] { $count } مرة أخرى.
   *[other] { $count } مرة أخرى.
}
change-more-kind = { $count ->
    [zero] لا مرة أخرى.
    [one] مرة أخرى، في نوع آخر من العمل.
    [two] مرتان أخريان، في نوعين مختلفين من العمل.
    [few] { $count } مرات أخرى، في أنواع مختلفة من العمل.
    [many] { $count } مرة أخرى، في أنواع مختلفة من العمل.
   *[other] { $count } مرة أخرى، في أنواع مختلفة من العمل.
}
change-more-from = { $count ->
    [zero] لا مرة أخرى قبل { $day }.
    [one] مرة أخرى، ابتداءً من { $day }.
    [two] مرتان أخريان، آخرهما ابتداءً من { $day }.
    [few] { $count } مرات أخرى، آخرها ابتداءً من { $day }.
    [many] { $count } مرة أخرى، آخرها ابتداءً من { $day }.
   *[other] { $count } مرة أخرى، آخرها ابتداءً من { $day }.
}
change-more-kind-from = { $count ->
    [zero] لا مرة أخرى قبل { $day }.
    [one] مرة أخرى، في نوع آخر من العمل، ابتداءً من { $day }.
    [two] مرتان أخريان، في نوعين مختلفين من العمل. آخرهما ابتداءً من { $day }.
    [few] { $count } مرات أخرى، في أنواع مختلفة من العمل. آخرها ابتداءً من { $day }.
    [many] { $count } مرة أخرى، في أنواع مختلفة من العمل. آخرها ابتداءً من { $day }.
   *[other] { $count } مرة أخرى، في أنواع مختلفة من العمل. آخرها ابتداءً من { $day }.
}
change-results = { $count ->
    [zero] لا نتيجة أخرى تلزم عند «{ $level }».
    [one] نتيجة أخرى عند «{ $level }» تكفي.
    [two] نتيجتان أخريان عند «{ $level }» تكفيان.
    [few] { $count } نتائج أخرى عند «{ $level }» تكفي.
    [many] { $count } نتيجة أخرى عند «{ $level }» تكفي.
   *[other] { $count } نتيجة أخرى عند «{ $level }» تكفي.
}

## A class's figure, beside another gradebook's

class-mean = { $count ->
    [zero] لا أحد له { -level } بعد.
    [one] متوسط طالب واحد.
    [two] متوسط طالبين.
    [few] متوسط { $count } طلاب.
    [many] متوسط { $count } طالبًا.
   *[other] متوسط { $count } طالب.
}
class-median = { $count ->
    [zero] لا أحد له { -level } بعد.
    [one] وسط طالب واحد.
    [two] وسط طالبين.
    [few] وسط { $count } طلاب.
    [many] وسط { $count } طالبًا.
   *[other] وسط { $count } طالب.
}
class-without = { $count ->
    [zero] الكل في الحساب.
    [one] طالب واحد دون { -level } بعد، وهو خارج الحساب.
    [two] طالبان دون { -level } بعد، وهما خارج الحساب.
    [few] { $count } طلاب دون { -level } بعد، وهم خارج الحساب.
    [many] { $count } طالبًا دون { -level } بعد، وهم خارج الحساب.
   *[other] { $count } طالب دون { -level } بعد، وهم خارج الحساب.
}
