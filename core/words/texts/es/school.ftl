### Machine-made, not yet reviewed by a speaker.

-outcome = objetivo
-outcomes = objetivos
-the-outcome = el objetivo
-Outcome = Objetivo
-Outcomes = Objetivos
-level = nivel
-the-level = el nivel
-Level = Nivel
-Levels = Niveles

## The levels of the scale that a school has as long as it sets none

scale-1 = Todavía no
scale-1-plain = Estoy empezando
scale-2 = En camino
scale-2-plain = Voy llegando
scale-3 = Lo demuestro
scale-3-plain = Sé hacerlo
scale-4 = Voy más allá
scale-4-plain = Puedo ir más lejos
