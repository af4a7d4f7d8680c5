### Machine-made, not yet reviewed by a speaker.

home-title = Inicio
home-can-do = Sé hacer
home-have-left = Me queda
home-later = Más adelante
home-next = Sigue
home-class = { $class } · { $course }
home-empty-title = Tu clase estará aquí
home-empty-text = Está en camino desde el servidor de la escuela.
home-nothing-yet = Lo que muestres estará aquí.
next-step-from = De { $name }, { $day }
outcome-next-step = Próximo paso
outcome-rubric = Rúbrica
outcome-places = Lo que has mostrado
outcome-photos = Tu trabajo
outcome-feedback = Comentarios
outcome-went-well = Salió bien
outcome-improve = Para mejorar
outcome-why = De dónde sale { -the-level }
outcome-change = Qué lo cambiaría
outcome-present = Dónde estás
outcome-next-level = Sigue
outcome-curve = Con el tiempo
curve-empty = Aquí estará cada resultado, en su día.
curve-each = Cada resultado
curve-chance = Oportunidad de mostrar
curve-practice = Práctica
curve-own = Valoración propia
curve-before = Antes del curso
curve-help = Hueco: con ayuda
curve-what = { $what }: { $kind }
curve-point = { $day }: { $level }. { $what }.
curve-point-help = { $day }: { $level }. { $what }, con ayuda.
curve-spoken = { $count ->
    [one] 1 resultado, el { $from }. Ahora: { $level }.
   *[other] { $count } resultados, del { $from } al { $to }. Ahora: { $level }.
}
place-open = Abierto para tu próxima oportunidad
place-spoken = { $level }. { $kind }. { $day }.
place-spoken-bare = { $level }. { $day }.
outcome-judge = Valorar mi trabajo
outcome-pieces = Trabajos
outcome-own-words = En mis palabras
outcome-own-words-hint = Di qué significa para ti.
outcome-own-words-save = Guardar mis palabras
ready-title = ¿Puedo mostrarlo?
ready-not-yet = Todavía no
ready-nearly = Casi
ready-ready = Ya puedo
ready-next = Primero: { $step }
ready-next-none = Primero acuerda un próximo paso con tu docente.
ready-practice = { $count ->
    [one] Tu última práctica: { $list }.
   *[other] Tus últimas { $count } prácticas: { $list }.
}
ready-practice-at = { $count } en { $level }

## Self-assess

assess-title = Mi propia valoración
assess-lead = Lee cada fila. Toca lo que muestra tu trabajo.
assess-level = { -Level }
assess-whole = En conjunto
assess-work = Mi trabajo
assess-text = Trabajo escrito
assess-link = Enlace
assess-link-hint = La dirección de una página
assess-reflection = Una línea sobre él
assess-reflection-hint = Por ejemplo: lo veo en …
assess-reader = Lo leen tú y tus docentes.
assess-photo = Tomar una foto
assess-library = Elegir una foto
assess-remove-photo = Quitar esta foto
assess-save = Guardar
handed-back = Devolver la tableta
handed-saved = Guardado. Ahora devuelve la tableta.
assess-mine = Tú: { $mine }.
assess-theirs = { $name }: { $theirs }.
assess-same = Las dos valoraciones coinciden: { $mine }.
assess-differs = Tú: { $mine }. { $name }: { $theirs }. ¿Qué habrá visto { $name }?
assess-row = { $row }: { $said }
photo-not-saved = Foto sin guardar

## Add evidence

nav-add = Añadir
add-title = Añadir mi trabajo
add-outcome = ¿Para qué { -outcome } es?

## Evidence

piece-photo = Foto
piece-voice = Nota de voz
piece-document = Archivo
piece-link = Enlace
piece-work = Trabajo
piece-note-said = { $day } · Tú: { $level }
piece-note-judged = { $day } · Lo valoraste
piece-spoken = { $title }. { $note }.
piece-caption = De { $name }, { $day }
piece-caption-own = Tuyo, { $day }
piece-judged = Lo que se dijo de él
piece-folded = Tu docente ya lo valoró. Valóralo tú primero, o míralo ahora.
piece-show = Mostrar
piece-judge = Valorar este trabajo
piece-judge-again = Valorarlo otra vez
piece-history = Qué pasó
history-added = { $name } lo añadió.
history-added-own = Lo añadiste.
history-corrected = { $name } lo corrigió.
history-corrected-own = Lo corregiste.
history-revised = { $name } le añadió algo.
history-revised-own = Le añadiste algo.
history-judged = { $name } lo valoró.
history-judged-own = Lo valoraste.
history-taken-back = { $name } retiró algo.
history-taken-back-own = Retiraste algo.

## Feedback

nav-feedback = Comentarios
feedback-title = Comentarios
feedback-fresh = Nuevo
feedback-earlier = Antes
feedback-empty-title = Los comentarios estarán aquí
feedback-empty-text = Tu docente los deja después de mirar tu trabajo.
feedback-photo = Una foto
feedback-voice = Una nota de voz
feedback-note = { $code } · { $stage }
feedback-stage-asked = Tu pregunta espera
feedback-stage-answered = Con respuesta
feedback-stage-understood = Lo entiendes
feedback-spoken = { $caption }. { $text }. { $note }.
thread-own-words = El próximo paso, en tus palabras
thread-before = En las palabras de tu docente
thread-level = Mostrar { -the-level }
thread-questions = Preguntas y respuestas
thread-you = Tú, { $day }
thread-they = { $name }, { $day }
thread-ask = Tu pregunta
thread-ask-reader = Lo leen tus docentes.
thread-ask-send = Preguntar
thread-understand = Lo entiendo
thread-understood = Dijiste que lo entiendes.
thread-reword = Dilo en tus palabras
thread-reword-label = El próximo paso, en tus palabras
thread-reword-save = Guardar mis palabras
thread-done = Lo que hice después
thread-outcome = Ver { -the-outcome }
done-piece = { $day }: añadiste trabajo. { $what }
done-judged = { $day }: valoraste tu trabajo.
done-practice = { $day }: practicaste. { $what }
