### Machine-made, not yet reviewed by a speaker.

home-title = الرئيسية
home-can-do = أستطيع
home-have-left = بقي لي
home-later = المزيد لاحقًا
home-next = التالي
home-class = { $class } · { $course }
home-empty-title = سيظهر صفّك هنا
home-empty-text = هو في الطريق من خادم المدرسة.
home-nothing-yet = ما تُظهره أعمالك سيكون هنا.
next-step-from = من { $name }، { $day }
outcome-next-step = الخطوة التالية
outcome-rubric = سلّم التقدير
outcome-places = ما أظهرتُه
outcome-photos = عملك
outcome-feedback = الملاحظات
outcome-went-well = ما نجح
outcome-improve = للتحسين
outcome-why = من أين { -the-level }
outcome-change = ما الذي يغيّره
outcome-present = موقعك الآن
outcome-next-level = التالي
outcome-curve = مع الوقت
curve-empty = ستظهر كل نتيجة هنا، في يومها.
curve-each = كل نتيجة
curve-chance = فرصة للإظهار
curve-practice = تدريب
curve-own = تقييم ذاتي
curve-before = قبل المقرر
curve-help = مجوّف: بمساعدة
curve-what = { $what }: { $kind }
curve-point = { $day }: { $level }. { $what }.
curve-point-help = { $day }: { $level }. { $what }، بمساعدة.
curve-spoken = { $count ->
    [zero] لا نتائج بعد. الآن: { $level }.
    [one] نتيجة واحدة، يوم { $from }. الآن: { $level }.
    [two] نتيجتان، من { $from } إلى { $to }. الآن: { $level }.
    [few] { $count } نتائج، من { $from } إلى { $to }. الآن: { $level }.
    [many] { $count } نتيجةً، من { $from } إلى { $to }. الآن: { $level }.
   *[other] { $count } نتيجة، من { $from } إلى { $to }. الآن: { $level }.
}
place-open = مفتوح لفرصتك التالية
place-spoken = { $level }. { $kind }. { $day }.
place-spoken-bare = { $level }. { $day }.
outcome-judge = تقييم عملي
outcome-pieces = أعمال
outcome-own-words = بكلماتي
outcome-own-words-hint = ماذا يعني هذا لك؟
outcome-own-words-save = حفظ كلماتي
ready-title = هل أستطيع إظهاره؟
ready-not-yet = ليس بعد
ready-nearly = تقريبًا
ready-ready = أستطيع الآن
ready-next = أولًا: { $step }
ready-next-none = أولًا، الاتفاق مع المعلّم على خطوة تالية.
ready-practice = { $count ->
    [zero] لا تدريب بعد: { $list }.
    [one] آخر تدريب لك: { $list }.
    [two] آخر تدريبين لك: { $list }.
    [few] آخر { $count } تدريبات لك: { $list }.
    [many] آخر { $count } تدريبًا لك: { $list }.
   *[other] آخر { $count } تدريب لك: { $list }.
}
ready-practice-at = { $count } عند { $level }

## Self-assess

assess-title = تقييمي
assess-lead = قراءة كل صف، ثم لمس ما يُظهره العمل.
assess-level = { -level }
assess-whole = إجمالًا
assess-work = عملي
assess-text = عمل مكتوب
assess-link = رابط
assess-link-hint = عنوان صفحة
assess-reflection = سطر واحد عنه
assess-reflection-hint = مثلًا: أرى ذلك في …
assess-reader = هذا لك ولمعلّميك.
assess-photo = التقاط صورة
assess-library = اختيار صورة
assess-remove-photo = إزالة هذه الصورة
assess-save = حفظ
handed-back = إعادة الجهاز اللوحي
handed-saved = حُفظ. حان وقت إعادة الجهاز.
assess-mine = رأيك: { $mine }.
assess-theirs = رأي { $name }: { $theirs }.
assess-same = التقييمان متفقان: { $mine }.
assess-differs = رأيك: { $mine }. رأي { $name }: { $theirs }. ماذا في نظر { $name }؟
assess-row = { $row }: { $said }
photo-not-saved = صورة لم تُحفظ بعد

## Add evidence

nav-add = إضافة
add-title = إضافة عملي
add-outcome = لأي { -outcome } هذا؟

## Evidence

piece-photo = صورة
piece-voice = ملاحظة صوتية
piece-document = ملف
piece-link = رابط
piece-work = عمل
piece-note-said = { $day } · رأيك: { $level }
piece-note-judged = { $day } · مع تقييمك
piece-spoken = { $title }. { $note }.
piece-caption = أضافه { $name }، { $day }
piece-caption-own = من إضافتك، { $day }
piece-judged = ما قيل عنه
piece-folded = قيّم المعلّم هذا العمل. تقييمك أولًا، أو عرضه الآن.
piece-show = عرض
piece-judge = تقييم هذا العمل
piece-judge-again = تقييمه مرة أخرى
piece-history = ما حدث
history-added = أُضيف: { $name }.
history-added-own = أُضيف: أنت.
history-corrected = صُحّح: { $name }.
history-corrected-own = صُحّح: أنت.
history-revised = زِيدَ عليه: { $name }.
history-revised-own = زِيدَ عليه: أنت.
history-judged = قُيّم: { $name }.
history-judged-own = قُيّم: أنت.
history-taken-back = سُحب شيء: { $name }.
history-taken-back-own = سُحب شيء: أنت.

## Feedback

nav-feedback = الملاحظات
feedback-title = الملاحظات
feedback-fresh = جديد
feedback-earlier = سابقًا
feedback-empty-title = ستظهر الملاحظات هنا
feedback-empty-text = يتركها المعلّم بعد النظر في عملك.
feedback-photo = صورة
feedback-voice = ملاحظة صوتية
feedback-note = { $code } · { $stage }
feedback-stage-asked = سؤالك في الانتظار
feedback-stage-answered = مع جواب
feedback-stage-understood = مفهوم
feedback-spoken = { $caption }. { $text }. { $note }.
thread-own-words = الخطوة التالية، بكلماتك
thread-before = بكلمات المعلّم
thread-level = عرض { -the-level }
thread-questions = أسئلة وأجوبة
thread-you = أنت، { $day }
thread-they = { $name }، { $day }
thread-ask = سؤالك
thread-ask-reader = يقرأ معلّموك هذا.
thread-ask-send = إرسال السؤال
thread-understand = فهمتُ
thread-understood = قلت إنه مفهوم.
thread-reword = قوله بكلماتك
thread-reword-label = الخطوة التالية، بكلماتك
thread-reword-save = حفظ كلماتي
thread-done = ما فعلتُه بعدها
thread-outcome = عرض { -the-outcome }
done-piece = { $day }: أضفت عملًا. { $what }
done-judged = { $day }: قيّمت عملك.
done-practice = { $day }: تدرّبت. { $what }
