### Machine-made, not yet reviewed by a speaker.

level-none = لا عمل هنا بعد
level-in-practice = في التدريب: { $level }
level-spoken = { $i-can } { $level }.
level-spoken-next = { $i-can } { $level }. التالي: { $next }.
level-spoken-practice = { $i-can } في التدريب: { $level }. لم يظهر دون مساعدة بعد.
level-spoken-none = { $i-can } لا عمل هنا بعد.
level-below = دون { $level }
