### Machine-made, not yet reviewed by a speaker.

piece-open = التقاط عمل
piece-title = التقاط
piece-lead = يُرجى إضافة صورة أو ملاحظة صوتية أو ملف أو كلمات أو رابط.
piece-readers = يُقرأ هذا في سجل كل اسم يُختار.
piece-next = لمن هذا العمل؟
tag-title = لمن هذا العمل؟
tag-shows = ما يُظهره
tag-lead = اختيار { -the-level } أو لا شيء، ثم لمس الأسماء.
tag-no-level = دون { -level }
tag-more = سطر لكل اسم
tag-count = { $count ->
    [0] لا أسماء مختارة
    [zero] لا أسماء مختارة
    [one] اسم واحد
    [two] اسمان
    [few] { $count } أسماء
    [many] { $count } اسمًا
   *[other] { $count } اسم
}
tag-tagged = مختار
tag-untagged = غير مختار
tag-line = سطر عن هذا الجزء
tag-for-student = مع صاحب العمل
tag-for-staff = للمعلّمين
tag-readers = يقرأ هذا { $name } والمعلّمون.
tag-readers-staff = هذا للمعلّمين وحدهم.
tag-untag = إزالة الاختيار
tag-save = حفظ
tag-done = تم
tag-saved = { $count ->
    [zero] لا سجل
    [one] حُفظ في سجل واحد
    [two] حُفظ في سجلين، كل على حدة
    [few] حُفظ في { $count } سجلات، كل على حدة
    [many] حُفظ في { $count } سجلًا، كل على حدة
   *[other] حُفظ في { $count } سجل، كل على حدة
}
tag-gone = لم يعد { $name } في { $class }. هذا للآخرين.
tag-no-photos = لا تُحفظ صور لـ { $name }. يمكن استخدام كلمات أو رابط.
tag-own-record = صور { $name } تبقى في سجل واحد. يُرجى التقاط صورة أخرى.
tag-one-record = هذه الصورة تبقى في سجل واحد. يُرجى التقاط أخرى لـ { $name }.
student-staff-lines = للمعلّمين وحدهم
student-staff-line = { $name }، { $day } · { $code }
tag-all = لكل الأسماء الظاهرة
tag-up-to-here = تكرار حتى هنا
also-shows = هل يُظهر { $code } أيضًا؟
also-said = يُظهر { $code } أيضًا
also-spoken = { $text } { $i-can }
