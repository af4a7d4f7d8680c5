### Machine-made, not yet reviewed by a speaker.

picker-title = من يستخدم { $device ->
    [tablet] هذا اللوح
   *[phone] هذا الهاتف
}؟
picker-join = شخص آخر
picker-back = كل الأسماء
picker-waits = { $count ->
    [zero] لا شيء بانتظار { $name }
    [one] شيء واحد بانتظار { $name }
    [two] شيئان بانتظار { $name }
    [few] { $count } أشياء بانتظار { $name }
    [many] { $count } شيئًا بانتظار { $name }
   *[other] { $count } شيء بانتظار { $name }
}
pin-title = رقم PIN
pin-open = فتح
pin-forgotten = نسيتُ رقم PIN
pin-change = تغيير رقم PIN
pin-set = اختيار رقم PIN
pin-now = رقم PIN الحالي
pin-new = رقم PIN الجديد
pin-changed = رقم PIN الجديد صالح من الآن.
forgotten-title = رقم PIN جديد
forgotten-code = رمز الصف لدى المعلّم. وللعاملين لدى الإدارة.
forgotten-same = يُرجى الانضمام به مرة أخرى. كل شيء موجود، برقم PIN جديد.
forgotten-join = انضمام مرة أخرى
naming-title = أي اسم يُظهره { $device ->
    [tablet] هذا اللوح
   *[phone] هذا الهاتف
}؟
naming-name = الاسم
naming-readers = يقرؤه كل من يمسك { $device ->
    [tablet] هذا اللوح
   *[phone] هذا الهاتف
}.
naming-pin-tablet = رقم PIN يُبقي شاشاتك لك. من { 4 } إلى { 12 } رقمًا.
naming-pin-phone = رقم PIN يُبقي شاشاتك لك. من { 4 } إلى { 12 } رقمًا، أو لا شيء.
naming-again = رقم PIN مرة أخرى
naming-go = متابعة
nav-more = المزيد
nav-me = أنا
me-name = يظهر باسم
me-lock = قفل الآن
me-lock-after = يُقفل بعد
me-lock-by-itself = ويُقفل أيضًا عند مغادرة التطبيق.
me-minutes = { $minutes } د
me-sign-out = الخروج من { $device ->
    [tablet] هذا اللوح
   *[phone] هذا الهاتف
}
sign-out-title = الخروج من { $device ->
    [tablet] هذا اللوح
   *[phone] هذا الهاتف
}؟
sign-out-goes = ما لدى خادم المدرسة يُمحى فورًا من { $device ->
    [tablet] هذا اللوح
   *[phone] هذا الهاتف
}.
sign-out-left = { $count ->
    [zero] كل شيء مُرسَل.
    [one] شيء واحد لم يُرسَل بعد. يبقى مختومًا، ويُرسَل وحده، ثم يُمحى.
    [two] شيئان لم يُرسَلا بعد. يبقيان مختومين، ويُرسَلان وحدهما، ثم يُمحيان.
    [few] { $count } أشياء لم تُرسَل بعد. تبقى مختومة، وتُرسَل وحدها، ثم تُمحى.
    [many] { $count } شيئًا لم يُرسَل بعد. يبقى مختومًا، ويُرسَل وحده، ثم يُمحى.
   *[other] { $count } شيء لم يُرسَل بعد. يبقى مختومًا، ويُرسَل وحده، ثم يُمحى.
}
sign-out-final = لا تراجُع عن هذا. سجلّك يبقى لدى المدرسة.
sign-out-confirm = خروج
sign-out-sealed = خروج وتركه مختومًا
sign-out-wait = انتظار حتى يُرسَل
error-locked = هذا مقفل. يُرجى كتابة رقم PIN.
error-pin-needed = يُرجى كتابة رقم PIN.
error-pin-wrong = هذا رقم PIN آخر. يُرجى التحقق من كل رقم.
error-pin-now-wrong = هذا ليس رقم PIN الحالي. يُرجى التحقق من كل رقم.
error-pin-now-shape = يُرجى كتابة رقم PIN الحالي.
error-pin-sign-in = لا رقم PIN يفتح هذا الآن. يُرجى الانضمام برمز. عملك محفوظ.
error-pin-none = تسليم الجهاز يحتاج إلى رمز PIN. يمكن الانضمام من جديد لاختياره.
error-pin-shape = رقم PIN من { 4 } إلى { 12 } رقمًا.
error-pin-easy = هذا الرقم سهل التخمين. يُرجى اختيار رقم آخر.
error-wait-seconds = يُرجى الانتظار { $seconds } ث، ثم محاولة أخرى.
error-wait-minutes = يُرجى الانتظار { $minutes } د، ثم محاولة أخرى.
error-lease-over = أيام دون اتصال بالمدرسة: { $days }. يُرجى الاتصال بالشبكة. عملك محفوظ.
error-lease-ended = أيام دون اتصال بالمدرسة: { $days }. يُرجى الانضمام مجددًا. ما لم يُرسَل محفوظ.
error-name-taken = لشخص هنا هذا الاسم. يُرجى إضافة حرف.
error-name-too-long-to-show = هذا الاسم طويل على العرض. الحد { 30 } حرفًا.
error-pin-again-differs = الرقمان مختلفان. يُرجى كتابة الثاني مرة أخرى.
