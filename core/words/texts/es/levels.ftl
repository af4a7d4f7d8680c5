### Machine-made, not yet reviewed by a speaker.

level-none = Aún no hay trabajo aquí
level-in-practice = En práctica: { $level }
level-spoken = { $i-can } { $level }.
level-spoken-next = { $i-can } { $level }. Sigue: { $next }.
level-spoken-practice = { $i-can } En práctica: { $level }. Aún no lo has mostrado sin ayuda.
level-spoken-none = { $i-can } Aún no hay trabajo aquí.
level-below = menos que { $level }
