### Machine-made, not yet reviewed by a speaker.

today-title = اليوم
today-classes = الصفوف
today-students = الطلاب، الأطول انتظارًا أولًا
today-pick = اختيار طالب من القائمة
today-reason-none = لا ملاحظات بعد
today-reason-since = ملاحظات يوم { $day }
today-reason-today = ملاحظات اليوم
today-row-spoken = { $name }. { $reason }.
today-need-question = سؤال عن { $code }
today-need-ready = جاهزية لإظهار { $code }
today-plan = الجلوس التالي مع
today-not-here = لا حضور اليوم
today-here = يوجد حضور بعد كل شيء
today-later = لاحقًا
today-not-later = العودة إلى خطة اليوم
today-is-later = لاحقًا اليوم
today-with = { $adult } مع { $student }
today-more = المزيد عن { $name }
today-search = البحث عن اسم
today-show = عرض
today-show-everyone = الجميع
today-show-waits = لا ملاحظات اليوم
today-show-asked = مع سؤال
today-show-ready = مع جاهزية
today-news = { $count ->
    [zero] لا جديد
    [one] جديد واحد
    [two] جديدان
    [few] { $count } جديدة
    [many] { $count } جديدًا
   *[other] { $count } جديد
}
today-nobody = لا أحد يطابق. يمكنك عرض الجميع، أو كتابة حروف أقل.
today-as = عرض الصف على شكل
today-as-list = قائمة
today-as-seats = مقاعد
seats-arrange = ترتيب المقاعد
seats-done = تم
seats-pick = لمس اسم لنقله.
seats-where = لمس الاسم أو الطاولة للنقل إليها.
seats-table = الطاولة { $number }
seats-none = دون طاولة بعد
seats-fresh = طاولة جديدة
seats-here = الجلوس هنا
seats-join = الجلوس عند الطاولة { $number }
seats-moved = تم النقل
today-footer = محفوظ { $saved } · مفتوح { $open }
today-empty-title = ستظهر صفوفك هنا
today-empty-text = يرسلها خادم المدرسة. يُرجى البقاء قرب الشبكة قليلًا.
today-empty-class-title = لا أحد في هذا الصف بعد
today-empty-class-text = تضيف إدارة المدرسة الطلاب إلى القائمة.
today-saved = { $count ->
    [zero] لا محفوظ
    [one] محفوظ واحد
    [two] محفوظان
    [few] { $count } محفوظات
    [many] { $count } محفوظًا
   *[other] { $count } محفوظ
}
today-joining-title = من يطلب الانضمام؟
today-joining-pick = يُرجى لمس الاسم المطابق.
today-joining-decline = لا أحد هنا
door-open = فتح الانضمام للطلاب
door-open-student = فتح الانضمام لهذا الشخص
door-title = الانضمام إلى { $class }
door-title-student = باسم { $name }
door-how = يفتح الطلاب التطبيق ويمسحون هذا ويكتبون أسماءهم. أو يكتبون العنوان والرمز.
door-how-student = فتح التطبيق، ثم مسح هذا. يصلح مرة واحدة، على جهاز واحد.
door-code = رمز الصف
door-server = العنوان
door-qr-spoken = رمز للمسح
door-until = مفتوح حتى { $time }
door-again = رمز جديد
banner-joining = { $count ->
    [zero] لا أحد يطلب الانضمام.
    [one] طلب انضمام واحد.
    [two] طلبا انضمام.
    [few] { $count } طلبات انضمام.
    [many] { $count } طلب انضمام.
   *[other] { $count } طلب انضمام.
}
walk-title = جولة
walk-lead = لمس اسم، ثم { -the-level }. كل هذا تدريب.
walk-open = اليوم دون { -level }
walk-start = جولة في الصف
walk-footer = محفوظ { $saved } · مفتوح { $open }
walk-footer-away = محفوظ { $saved } · مفتوح { $open } · لا حضور { $away }
nav-class = الصف
class-nobody = لا أحد يطابق. يمكنك كتابة حروف أقل من الاسم.
class-row-spoken = { $name }، { $levels }.
class-sign-spoken = { $code } { $level }
student-outcomes = { -outcomes }
student-photos = صور
student-record = تسجيل
student-empty-title = { -outcomes }: ستظهر هنا
student-empty-text = تضيفها إدارة المدرسة إلى المقرر.
student-questions = أسئلة
student-asked = سؤال يوم { $day } عن { $code }
student-answer = جوابك
student-answer-save = حفظ الجواب
student-waits = في انتظارك
student-row-note = { $level } · { $last }
student-row-spoken = { $said } آخر عمل: { $last }.
student-last = { $count ->
    [0] اليوم
    [zero] اليوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}
student-why-reader = يقرأ الطالب الجمل نفسها.
piece-none = تقييم دون عمل
piece-note-by = { $day } · { $name }: { $level }
judged-by = { $name }، { $day }
judged-corrected-by = تصحيح { $name }، { $day }
judged-said = رأي { $name }: { $level }.
judged-said-own = رأيك: { $level }.
judged-corrected = تصحيح { $name }: { $level }.
judged-corrected-own = تصحيحك: { $level }.
judged-taken-back = سُحب: { $name }.
judged-taken-back-own = سُحب: أنت.
judged-other-scale = على مقياس آخر
judged-held = محفوظ في هذه الزيارة. تقييم آخر في المحادثة يحل محله.
judged-correct = تصحيح { -the-level }
judged-correct-lead = لمس ما يُظهره العمل. ما قيل من قبل يبقى محفوظًا.
next-step-agreed = خطوة تالية متفق عليها يوم { $day }
next-step-agreed-on = خطوة تالية متفق عليها يوم { $day } بشأن { $code }
conference-title = محادثة
conference-judged = تقييم { $name } موجود
conference-own-row = { $row }: { $level }
conference-hand-over = تسليم الجهاز اللوحي
handed-title = إلى { $name }
conference-show = عرض
conference-hide = إخفاء
conference-profile = كل { -outcome }
conference-work = أحدث عمل
conference-not-said = لا رأي بعد: { $name }
conference-not-ready = رأي { $name }: ليس بعد
conference-nearly-ready = رأي { $name }: تقريبًا
conference-ready = رأي { $name }: أستطيع الآن
capture-outcome = { -outcome }
capture-kind = نوع العمل
capture-practice = تدريب
capture-at-bat = فرصة
capture-at-bat-not-here = هذا النوع من العمل تدريب.
capture-alone = دون مساعدة
capture-with-help = بمساعدة
capture-levels = { -levels }
capture-hold = ضغطة طويلة لسلّم التقدير كاملًا
capture-next-level = التالي:
feedback-went-well = ما نجح
feedback-improve = للتحسين
feedback-next-step = الخطوة التالية
feedback-reader = يقرأ الطالب هذا.
feedback-save = حفظ الملاحظات
feedback-name-the-work = هل نسمّي ما يفعله العمل؟
conference-own-words = بكلمات { $name }
conference-own-words-hold = الضغط المستمر أثناء كلام { $name }
conference-own-words-save = حفظ هذه الكلمات
capture-photo = صورة
capture-photo-saving = جارٍ حفظ الصورة
capture-next = التالي
capture-saved = حُفظ
capture-taken-back = سُحب
capture-level-spoken = { $word }. { $words }
