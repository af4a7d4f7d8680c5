### Machine-made, not yet reviewed by a speaker.

today-title = Hoy
today-classes = Clases
today-students = Estudiantes, primero quien más espera
today-pick = Elige a una persona
today-reason-none = Aún sin comentarios
today-reason-since = Comentarios el { $day }
today-reason-today = Comentarios hoy
today-row-spoken = { $name }. { $reason }.
today-need-question = Preguntó por { $code }
today-need-ready = Ya puede mostrar { $code }
today-plan = Con quién sentarte ahora
today-not-here = Hoy no está
today-here = Al final sí está
today-later = Más tarde
today-not-later = De vuelta al plan de hoy
today-is-later = Hoy, más tarde
today-with = { $adult } está con { $student }
today-more = Más sobre { $name }
today-search = Buscar un nombre
today-show = Mostrar
today-show-everyone = Toda la clase
today-show-waits = Hoy sin comentarios
today-show-asked = Con preguntas
today-show-ready = Ya pueden
today-news = { $count ->
    [one] 1 novedad
   *[other] { $count } novedades
}
today-nobody = Nadie encaja. Muestra toda la clase, o escribe menos letras.
today-as = Mostrar la clase como
today-as-list = Lista
today-as-seats = Sitios
seats-arrange = Ordenar los sitios
seats-done = Listo
seats-pick = Toca un nombre para moverlo.
seats-where = Toca el nombre o la mesa de destino.
seats-table = Mesa { $number }
seats-none = Aún sin mesa
seats-fresh = Mesa nueva
seats-here = Sentar aquí
seats-join = Sentar en la mesa { $number }
seats-moved = Movido
today-footer = Guardado { $saved } · abierto { $open }
today-empty-title = Tus clases estarán aquí
today-empty-text = El servidor de la escuela las envía. Quédate cerca de la red.
today-empty-class-title = Aún no hay nadie en esta clase
today-empty-class-text = La secretaría añade estudiantes a la lista.
today-saved = { $count ->
    [one] 1 guardado
   *[other] { $count } guardados
}
today-joining-title = ¿Quién pide entrar?
today-joining-pick = Toca el nombre que corresponde.
today-joining-decline = Nadie de aquí
door-open = Dejar entrar a estudiantes
door-open-student = Dejar entrar a esta persona
door-title = Entrar en { $class }
door-title-student = Para { $name }
door-how = Abren la aplicación, escanean esto y escriben su nombre. O escriben dirección y código.
door-how-student = Abre la aplicación y escanea esto. Sirve una vez, en un dispositivo.
door-code = Código de la clase
door-server = Dirección
door-qr-spoken = Un código para escanear
door-until = Abierto hasta las { $time }
door-again = Hacer un código nuevo
banner-joining = { $count ->
    [one] 1 estudiante pide entrar.
   *[other] { $count } estudiantes piden entrar.
}
walk-title = Recorrido
walk-lead = Toca un nombre y luego { -the-level }. Todo es práctica.
walk-open = Hoy sin { -level }
walk-start = Recorrer la clase
walk-footer = Guardado { $saved } · abierto { $open }
walk-footer-away = Guardado { $saved } · abierto { $open } · hoy sin venir { $away }
nav-class = Clase
class-nobody = Nadie encaja. Escribe menos letras del nombre.
class-row-spoken = { $name }, { $levels }.
class-sign-spoken = { $code } { $level }
student-outcomes = { -Outcomes }
student-photos = Fotos
student-record = Registrar
student-empty-title = { -Outcomes }: estarán aquí
student-empty-text = La secretaría los añade al curso.
student-questions = Preguntas
student-asked = Preguntó el { $day } por { $code }
student-answer = Tu respuesta
student-answer-save = Guardar respuesta
student-waits = Te espera
student-row-note = { $level } · { $last }
student-row-spoken = { $said } Último trabajo: { $last }.
student-last = { $count ->
    [0] hoy
    [one] hace 1 día
   *[other] hace { $count } días
}
student-why-reader = Tu estudiante lee las mismas frases.
piece-none = Valorado sin trabajo
piece-note-by = { $day } · { $name }: { $level }
judged-by = { $name }, { $day }
judged-corrected-by = Corrección de { $name }, { $day }
judged-said = { $name } dijo { $level }.
judged-said-own = Dijiste { $level }.
judged-corrected = { $name } lo corrigió a { $level }.
judged-corrected-own = Lo corregiste a { $level }.
judged-taken-back = { $name } lo retiró.
judged-taken-back-own = Lo retiraste.
judged-other-scale = En otra escala
judged-held = Guardado en esta visita. Otro toque en Conversación ocupa su lugar.
judged-correct = Corregir { -the-level }
judged-correct-lead = Toca lo que muestra el trabajo. Lo dicho antes queda guardado.
next-step-agreed = Próximo paso acordado el { $day }
next-step-agreed-on = Próximo paso acordado el { $day } para { $code }
conference-title = Conversación
conference-judged = { $name } ya valoró
conference-own-row = { $row }: { $level }
conference-hand-over = Pasar la tableta
handed-title = Para { $name }
conference-show = Mostrar
conference-hide = Ocultar
conference-profile = Lista de { -outcomes }
conference-work = Trabajo más reciente
conference-not-said = { $name } aún no lo ha dicho
conference-not-ready = { $name } dijo: todavía no
conference-nearly-ready = { $name } dijo: casi
conference-ready = { $name } dijo: ya puedo
capture-outcome = { -Outcome }
capture-kind = Tipo de trabajo
capture-practice = Práctica
capture-at-bat = Turno
capture-at-bat-not-here = Este tipo de trabajo es práctica.
capture-alone = Sin ayuda
capture-with-help = Con ayuda
capture-levels = { -Levels }
capture-hold = Mantén pulsado para la rúbrica completa
capture-next-level = Sigue:
feedback-went-well = Qué salió bien
feedback-improve = Para mejorar
feedback-next-step = Próximo paso
feedback-reader = Lo lee tu estudiante.
feedback-save = Guardar comentario
feedback-name-the-work = ¿Decir qué logra el trabajo?
conference-own-words = En palabras de { $name }
conference-own-words-hold = Mantén pulsado mientras habla { $name }
conference-own-words-save = Guardar estas palabras
capture-photo = Foto
capture-photo-saving = Guardando la foto
capture-next = Siguiente
capture-saved = Guardado
capture-taken-back = Retirado
capture-level-spoken = { $word }. { $words }
