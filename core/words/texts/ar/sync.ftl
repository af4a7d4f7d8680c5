### Machine-made, not yet reviewed by a speaker.

sync-title = الإرسال
sync-all-sent = كل شيء مُرسَل.
sync-not-sent = { $count ->
    [zero] كل شيء مُرسَل من { $device ->
        [tablet] هذا اللوح
       *[phone] هذا الهاتف
    }.
    [one] شيء واحد لم يُرسَل بعد. هو في أمان على { $device ->
        [tablet] هذا اللوح
       *[phone] هذا الهاتف
    }.
    [two] شيئان لم يُرسَلا بعد. هما في أمان على { $device ->
        [tablet] هذا اللوح
       *[phone] هذا الهاتف
    }.
    [few] { $count } أشياء لم تُرسَل بعد. هي في أمان على { $device ->
        [tablet] هذا اللوح
       *[phone] هذا الهاتف
    }.
    [many] { $count } شيئًا لم يُرسَل بعد. هو في أمان على { $device ->
        [tablet] هذا اللوح
       *[phone] هذا الهاتف
    }.
   *[other] { $count } شيء لم يُرسَل بعد. هو في أمان على { $device ->
        [tablet] هذا اللوح
       *[phone] هذا الهاتف
    }.
}
salvaged-banner = وُضعت بيانات تالفة جانبًا. يمكنك رؤية ما أُنقذ.
salvaged-read = قرأتُ هذا
salvaged-saved = وُضعت بيانات تالفة جانبًا. أُنقذ منها: سجلات { $records }، صور { $photos }.
salvaged-whole = يعود الباقي من خادم المدرسة.
salvaged-part = بعضها لا يُقرأ. ما لدى الخادم يعود.
sync-refused-banner = { $count ->
    [zero] أخذ خادم المدرسة كل السجلات.
    [one] لم يأخذ خادم المدرسة سجلًا واحدًا.
    [two] لم يأخذ خادم المدرسة سجلين.
    [few] لم يأخذ خادم المدرسة { $count } سجلات.
    [many] لم يأخذ خادم المدرسة { $count } سجلًا.
   *[other] لم يأخذ خادم المدرسة { $count } سجل.
}
sync-signed-out-banner = خادم المدرسة لا يعرف هذا الجهاز. عملك محفوظ.
sync-status-sending = جارٍ الإرسال
sync-status-last = آخر اتصال في { $time }
sync-status-never = لا اتصال بعد
sync-status-offline = لا شبكة. المحاولة التالية تأتي وحدها.
sync-status-server-full = خادم المدرسة ممتلئ. يُرجى إخبار الإدارة. عملك محفوظ.
sync-status-device-full = هذا الجهاز ممتلئ. يُرجى إخلاء مساحة. عملك محفوظ.
sync-status-signed-out = هذا الجهاز خارج الحساب. عملك محفوظ. يُرجى سؤال الإدارة.
sync-status-update = التطبيق والخادم من إصدارين مختلفين. يُرجى تحديث التطبيق.
sync-fetching = يصل: { $done } من { $all }
sync-try-now = محاولة الآن
sync-queue = لم يُرسَل بعد
sync-refused = لم يُؤخذ
sync-reason-held = حتى مغادرة هذا الشخص
sync-reason-held-own = حتى مغادرة هذه الصفحة
sync-reason-network = حتى تتوفر شبكة
sync-reason-sending = التالي في الدور
sync-reason-photo = يتبع سجله
sync-reason-wifi = حتى تتوفر شبكة Wi-Fi، أو محاولة الآن
sync-photo-unreadable = هذه الصورة أو الملاحظة الصوتية أو الملف: لم يعد ذلك يُقرأ. يُرجى إضافته مرة أخرى.
sync-item-judgement = { -level }، { $name }: { $outcome }
sync-item-evidence = صورة، { $name }: { $outcome }
sync-item-feedback = ملاحظات، { $name }: { $outcome }
sync-item-rewording = كلمات { $name }
sync-item-retraction = سُحب، { $name }
sync-item-photo = { $count ->
    [zero] لا صور ولا ملاحظات صوتية ولا ملفات
    [one] صورة أو ملاحظة صوتية أو ملف
    [two] صورتان أو ملاحظتان صوتيتان أو ملفان
    [few] صور وملاحظات صوتية وملفات: { $count }
    [many] صور وملاحظات صوتية وملفات: { $count }
   *[other] صور وملاحظات صوتية وملفات: { $count }
}
sync-item-other = سجل، { $name }

## Why something was not taken, and what to do

refused-not_you = شخص آخر في الحساب. يُرجى سؤال الإدارة.
refused-not_your_class = لم تعد في هذا الصف. يُرجى سؤال الإدارة.
refused-not_this_student = هذا الشخص ليس في صفك الآن. يُرجى سؤال الإدارة.
refused-not_your_role = دورك لا يكتب هذا. يُرجى سؤال الإدارة.
refused-not_your_lane = هذا من نصيب شخص آخر.
refused-bad_reference = يذكر شيئًا غير موجود. يُرجى تسجيله مرة أخرى.
refused-malformed = لا يستطيع الخادم قراءته. يُرجى تحديث التطبيق.
refused-kind_unknown = ينتظر خادمًا أحدث.
refused-id_reused = سُجّل من قبل بكلمات أخرى. يُرجى تسجيله مرة أخرى.
refused-blob = لم تصل الصورة أو الملاحظة الصوتية أو الملف. يُرجى إضافة ذلك مرة أخرى.
refused-too_large = أكبر مما يأخذه الخادم.
refused-receipt = لم يكن لدى خادم المدرسة قط. يُرجى تسجيله مرة أخرى.
refused-erased = مُحي سجل هذا الشخص. لا يُحفظ عنه شيء.
