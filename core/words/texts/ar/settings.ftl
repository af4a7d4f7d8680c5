### Machine-made, not yet reviewed by a speaker.

settings-title = الإعدادات
settings-language = اللغة
settings-language-device = مثل { $device ->
    [tablet] هذا اللوح
   *[phone] هذا الهاتف
}
settings-language-unread = ترجمة آلية. لم يقرأها أحد من أهل اللغة بعد.
settings-hand = أمسكه
settings-hand-left = باليسار
settings-hand-right = باليمين
settings-hand-table = على الطاولة
settings-hand-note = عند تلك اليد يقف السلّم والكاميرا والتالي.
settings-motion = الحركة
settings-motion-usual = معتادة
settings-motion-less = أقل
settings-kept = يبقى هذا على { $device ->
    [tablet] هذا اللوح
   *[phone] هذا الهاتف
}، لك وحدك.
