### Machine-made, not yet reviewed by a speaker. Left and right are the photo's own, in every language.

markup-title = تعديل الصورة
markup-open = تعديل هذه الصورة
markup-open-work = الرسم على هذه الصورة
markup-drawn = رسوم لهذه الملاحظات
markup-remove-drawn = إزالة هذا الرسم
markup-crop = قصّ
markup-crop-hint = السحب فوق ما يبقى، أو قصّ حافة قليلًا.
markup-cut-left = قصّ اليسار
markup-cut-right = قصّ اليمين
markup-cut-top = قصّ الأعلى
markup-cut-bottom = قصّ الأسفل
markup-turn = تدوير
markup-draw = رسم
markup-draw-hint = الرسم بالإصبع، أو دائرة حول جزء.
markup-ring-top-left = دائرة أعلى اليسار
markup-ring-top-right = دائرة أعلى اليمين
markup-ring-bottom-left = دائرة أسفل اليسار
markup-ring-bottom-right = دائرة أسفل اليمين
markup-blur = تمويه
markup-blur-hint = التمرير فوق ما لا يراه أحد، أو تمويه جزء.
markup-blur-top-left = تمويه أعلى اليسار
markup-blur-top-right = تمويه أعلى اليمين
markup-blur-bottom-left = تمويه أسفل اليسار
markup-blur-bottom-right = تمويه أسفل اليمين
markup-pen-orange = برتقالي
markup-pen-teal = أزرق مخضرّ
markup-pen-dark = داكن
markup-pen-white = أبيض
markup-nib-fine = رفيع
markup-nib-medium = متوسط
markup-nib-broad = عريض
markup-done = تم
markup-spoken = { $count ->
    [zero] صورة دون تعديل
    [one] صورة بتعديل واحد
    [two] صورة بتعديلين
    [few] صورة بها { $count } تعديلات
    [many] صورة بها { $count } تعديلًا
   *[other] صورة بها { $count } تعديل
}
