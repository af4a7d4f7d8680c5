### Machine-made, not yet reviewed by a speaker.

why-none = Aún no cuenta nada para { -the-level }.
why-not-yet = Aún no se muestra { -the-level }.
why-shown = Mostraste «{ $level }» el { $day }.
why-shown-kind = Mostraste «{ $level }» el { $day }: { $kind }.
why-shown-undated = Mostraste «{ $level }».
why-shown-undated-kind = Mostraste «{ $level }»: { $kind }.
why-also = El { $day } mostraste «{ $level }».
why-also-undated = También mostraste «{ $level }».
why-earlier = { $count ->
    [one] También cuenta 1 resultado anterior.
   *[other] También cuentan { $count } resultados anteriores.
}

## The at-bats rule

why-times = { $count ->
    [one] Mostrado una vez en «{ $level }».
   *[other] Mostrado { $count } veces en «{ $level }».
}
why-kinds = { $count ->
    [0] No se nombra ningún tipo de trabajo.
    [one] Todo en un tipo de trabajo.
   *[other] En { $count } tipos de trabajo.
}
why-days = { $count ->
    [0] Todo en un mismo día.
    [one] Entre el primero y el último hay 1 día.
   *[other] Entre el primero y el último hay { $count } días.
}
why-anew = «{ $level }» está abierto otra vez.
why-anew-kept = Lo que mostraste el { $day } sigue en tu registro.
why-anew-kept-undated = Lo que mostraste antes sigue en tu registro.

## The arithmetic of the other methods

why-takes-latest = { $count ->
    [one] Cuenta el último.
   *[other] Cuentan los últimos { $count }.
}
why-takes-highest = { $count ->
    [one] Cuenta el más alto.
   *[other] Cuentan los { $count } más altos.
}
why-takes-mastery = { $count ->
    [0] Cuentan los resultados que llegan al dominio.
    [one] 1 resultado llega al dominio, y cuenta.
   *[other] { $count } resultados llegan al dominio, y cuentan.
}
why-times-mastery = { $count ->
    [one] Para { -the-level } hace falta 1 de ellos.
   *[other] Para { -the-level } hacen falta { $count } de ellos.
}
why-quiz = Las preguntas de una prueba representan la prueba entera.
scores-many = { $count } resultados
list-next = { $list }, { $next }
list-last = { $list } y { $next }
step-highest = El más alto es { $gives }.
step-latest = El último es { $gives }.
step-mean = La media de { $scores } es { $gives }.
step-middle = { $count ->
    [one] { $gives } está en el medio.
   *[other] A mitad de camino entre { $scores }: { $gives }.
}
step-frequent = { $count ->
    [one] Ningún resultado aparece dos veces. El último es { $gives }.
   *[other] { $gives } es el más frecuente: { $count } veces.
}
step-blend = El último cuenta { $percent } %; la media anterior, { $rest } %: { $gives }.
step-towards = Desde { $from }, { $percent } % del camino hasta { $to }: { $gives }.
step-trend = La tendencia de { $count } resultados termina en { $gives }.
step-trend-replaced = Una tendencia toma medio paso mínimo en lugar de cero.
step-round = Redondeado a centésimas: { $gives }.

## What does not count

why-practice = { $count ->
    [one] 1 práctica te informa y no baja nada.
   *[other] { $count } prácticas te informan y no bajan nada.
}
why-help = { $count ->
    [one] 1 trabajo se hizo con ayuda.
   *[other] { $count } trabajos se hicieron con ayuda.
}
why-own = { $count ->
    [one] 1 es tu propia valoración. Está junto a lo que cuenta.
   *[other] { $count } son tu propia valoración. Están junto a lo que cuenta.
}
why-peer = { $count ->
    [one] 1 viene de otra persona de clase. Está junto a lo que cuenta.
   *[other] { $count } vienen de otras personas de clase. Están junto a lo que cuenta.
}
why-baseline = { $count ->
    [one] 1 dice dónde empezaste.
   *[other] { $count } dicen dónde empezaste.
}
why-excused = { $count ->
    [one] 1 tiene dispensa.
   *[other] { $count } tienen dispensa.
}
why-corrected = { $count ->
    [one] 1 se corrigió después.
   *[other] { $count } se corrigieron después.
}
why-taken-back = { $count ->
    [one] 1 se retiró.
   *[other] { $count } se retiraron.
}
why-rows = { $count ->
    [one] 1 valora filas y no el conjunto.
   *[other] { $count } valoran filas y no el conjunto.
}
why-other-scale = { $count ->
    [one] 1 está en otra escala.
   *[other] { $count } están en otra escala.
}
why-no-mark = { $count ->
    [one] 1 no tiene ni palabra de la escala ni puntos.
   *[other] { $count } no tienen ni palabra de la escala ni puntos.
}

## What would change it

change-top = Estás en lo más alto de esta escala.
change-next = Sigue: { $level }.
change-more = { $count ->
    [one] Una vez más.
   *[other] { $count } veces más.
}
change-more-kind = { $count ->
    [one] Una vez más, en otro tipo de trabajo.
   *[other] { $count } veces más, en distintos tipos de trabajo.
}
change-more-from = { $count ->
    [one] Una vez más, desde el { $day }.
   *[other] { $count } veces más, la última desde el { $day }.
}
change-more-kind-from = { $count ->
    [one] Una vez más, en otro tipo de trabajo, desde el { $day }.
   *[other] { $count } veces más, en distintos tipos de trabajo. La última desde el { $day }.
}
change-results = { $count ->
    [one] Con 1 resultado más en «{ $level }» llegas.
   *[other] Con { $count } resultados más en «{ $level }» llegas.
}

## A class's figure, beside another gradebook's

class-mean = { $count ->
    [0] Nadie tiene { -level } todavía.
    [one] La media de 1 estudiante.
   *[other] La media de { $count } estudiantes.
}
class-median = { $count ->
    [0] Nadie tiene { -level } todavía.
    [one] El centro de 1 estudiante.
   *[other] El centro de { $count } estudiantes.
}
class-without = { $count ->
    [one] 1 estudiante aún no tiene { -level } y no entra en la cuenta.
   *[other] { $count } estudiantes aún no tienen { -level } y no entran en la cuenta.
}
