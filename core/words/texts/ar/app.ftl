### Machine-made, not yet reviewed by a speaker.
### Nouns of action where English commands, no pronoun or verb that makes its reader a man or a woman.

app-name = NotYet
action-undo = تراجُع
action-redo = إعادة
action-see = عرض
action-try-again = محاولة أخرى
action-cancel = إلغاء
action-close = إغلاق
action-show-more = عرض المزيد
nav-today = اليوم
nav-home = الرئيسية
nav-sync = الإرسال
sign-legend = تُغلق الحلقة مع التعلّم. مغلقة وممتلئة: يمكنك فعل ذلك.
waiting = لحظة واحدة
photo-coming = في الطريق
photo-unreadable = هذه الصورة لا تُفتح.
date-short = { $day } { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
date-month = { $day } { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
date-long = { $weekday ->
    [1] الاثنين
    [2] الثلاثاء
    [3] الأربعاء
    [4] الخميس
    [5] الجمعة
    [6] السبت
   *[7] الأحد
} { $day } { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
}
photo-of-day = صورة يوم { $day }
voice-of-day = ملاحظة صوتية يوم { $day }، { $seconds ->
    [zero] أقل من ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $seconds } ثوانٍ
    [many] { $seconds } ثانية
   *[other] { $seconds } ثانية
}
voice-not-saved = ملاحظة صوتية لم تُحفظ بعد، { $seconds ->
    [zero] أقل من ثانية
    [one] ثانية واحدة
    [two] ثانيتان
    [few] { $seconds } ثوانٍ
    [many] { $seconds } ثانية
   *[other] { $seconds } ثانية
}

## ملاحظة صوتية

voice-note = ملاحظة صوتية
voice-hold = الضغط المستمر للكلام
voice-hold-hint = أو لمسة للبدء، ولمسة أخرى للإيقاف.
voice-start = بدء التسجيل
voice-stop = إيقاف التسجيل
voice-recording = جارٍ التسجيل
voice-listen = استماع
voice-listen-stop = إيقاف
voice-listen-first = يُرجى الاستماع إليها قبل الحفظ.
voice-aloud = بصوت مسموع
voice-no-ear = لا سماعة أذن هنا. يمكن توصيل سماعات، أو اختيار الصوت المسموع.
voice-remove = إخراجها
voice-put-back = إعادة الملاحظة الصوتية
voice-keep-again = حفظها مرة أخرى
voice-too-short = يُرجى الضغط مدة أطول قليلًا للكلام.
voice-refused = الميكروفون غير مسموح لهذا التطبيق. يمكن السماح به من الإعدادات. ما كُتب محفوظ.
voice-absent = لا ميكروفون هنا. يمكن استخدام كلمات أو صورة.
voice-full = هذا الجهاز ممتلئ. يُرجى إخلاء مساحة، ثم التسجيل مرة أخرى.
voice-cut = انتهى التسجيل من تلقاء نفسه. يُرجى التسجيل مرة أخرى. ما كُتب محفوظ.
voice-silent = هذه الملاحظة الصوتية لا تُسمع هنا.

## ملف

document-add = إضافة ملف
document-lead = ملف PDF أو نص عادي. من يقرأ هذا السجل يقرأه كاملًا.
document-open = فتح
document-remove = إخراج هذا الملف
document-unopened = لا تطبيق هنا يفتح هذا الملف.
document-pdf = ملف PDF
document-text = نص عادي
document-size = { $size } كيلوبايت
document-of-day = { $kind } يوم { $day }، { $size ->
    [zero] أقل من كيلوبايت
    [one] كيلوبايت واحد
    [two] كيلوبايتان
    [few] { $size } كيلوبايت
    [many] { $size } كيلوبايت
   *[other] { $size } كيلوبايت
}
document-not-saved = { $kind } لم يُحفظ بعد، { $size ->
    [zero] أقل من كيلوبايت
    [one] كيلوبايت واحد
    [two] كيلوبايتان
    [few] { $size } كيلوبايت
    [many] { $size } كيلوبايت
   *[other] { $size } كيلوبايت
}

## Join

join-title = الانضمام إلى الصف
join-lead = رمز الصف لدى المعلّم.
join-lead-staff = رمز العاملين لدى إدارة المدرسة.
join-as-student = أتعلّم هنا
join-as-teacher = أُدرّس هنا
join-server = عنوان خادم المدرسة
join-server-hint = مثلًا http://192.168.1.20:8080
join-class-code = رمز الصف
join-staff-code = رمز العاملين
join-name = الاسم
join-name-reader = يقرأ المعلّم هذا الاسم.
join-scan = مسح رمز المعلّم
join-scanned = الرمز هنا. بقي الاسم، ثم الانضمام.
join-go = انضمام
join-school-account = استخدام حساب المدرسة
join-matching = يبحث المعلّم عن اسمك. يُرجى البقاء قريبًا.
join-declined = لم يجد المعلّم اسمك. يُرجى السؤال، ثم محاولة أخرى.
join-expired = لم يؤكّد أحد اسمك في الوقت. يُرجى السؤال، ثم محاولة أخرى.
