### Machine-made, not yet reviewed by a speaker.

-outcome = هدف
-outcomes = أهداف
-the-outcome = الهدف
-level = مستوى
-levels = مستويات
-the-level = المستوى

## The levels of the scale that a school has as long as it sets none

scale-1 = ليس بعد
scale-1-plain = أنا في البداية
scale-2 = على الطريق
scale-2-plain = أقترب من ذلك
scale-3 = أُثبِتُ ذلك
scale-3-plain = أستطيع فعل ذلك
scale-4 = أتجاوز ذلك
scale-4-plain = أستطيع المضيّ أبعد
