### Machine-made, not yet reviewed by a speaker.
### Tú for everyone; no word that makes a student, a teacher or a parent a man or a woman.

app-name = NotYet
action-undo = Deshacer
action-redo = Rehacer
action-see = Ver
action-try-again = Probar otra vez
action-cancel = Cancelar
action-close = Cerrar
action-show-more = Ver más
nav-today = Hoy
nav-home = Inicio
nav-sync = Envíos
sign-legend = El anillo se cierra mientras aprendes. Cerrado y lleno: sabes hacerlo.
waiting = Un momento
photo-coming = En camino
photo-unreadable = Esta foto no se abre.
date-short = { $day } { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sept
    [10] oct
    [11] nov
   *[12] dic
}
date-month = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
date-long = { $weekday ->
    [1] Lunes
    [2] Martes
    [3] Miércoles
    [4] Jueves
    [5] Viernes
    [6] Sábado
   *[7] Domingo
} { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
photo-of-day = Foto del { $day }
voice-of-day = Nota de voz del { $day }, { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}
voice-not-saved = Nota de voz sin guardar, { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}

## Una nota de voz

voice-note = Nota de voz
voice-hold = Mantén pulsado para hablar
voice-hold-hint = O toca para empezar, y otra vez para parar.
voice-start = Empezar a grabar
voice-stop = Parar de grabar
voice-recording = Grabando
voice-listen = Escuchar
voice-listen-stop = Parar
voice-listen-first = Escúchala antes de guardar.
voice-aloud = En voz alta
voice-no-ear = Aquí no hay auricular. Conecta unos auriculares, o elige en voz alta.
voice-remove = Quitarla
voice-put-back = Devolver la nota de voz
voice-keep-again = Guardarla otra vez
voice-too-short = Mantén pulsado un poco más para hablar.
voice-refused = El micrófono está apagado para esta app. Permítelo en los ajustes. Lo que escribiste está guardado.
voice-absent = Aquí no hay micrófono. Usa palabras o una foto.
voice-full = Este dispositivo está lleno. Libera espacio y graba otra vez.
voice-cut = La grabación terminó sola. Graba otra vez. Lo que escribiste está guardado.
voice-silent = Esta nota de voz no suena aquí.

## Un archivo

document-add = Añadir un archivo
document-lead = Un PDF o texto simple. Quien lee este registro lo lee entero.
document-open = Abrir
document-remove = Quitar este archivo
document-unopened = Ninguna app abre aquí este archivo.
document-pdf = PDF
document-text = Texto simple
document-size = { $size } KB
document-of-day = { $kind } del { $day }, { $size ->
    [one] 1 kilobyte
   *[other] { $size } kilobytes
}
document-not-saved = { $kind } sin guardar, { $size ->
    [one] 1 kilobyte
   *[other] { $size } kilobytes
}

## Join

join-title = Únete a tu clase
join-lead = Pide a tu docente el código de la clase.
join-lead-staff = Pide un código para personal en la secretaría.
join-as-student = Aquí aprendo
join-as-teacher = Aquí enseño
join-server = Dirección del servidor de tu escuela
join-server-hint = Por ejemplo http://192.168.1.20:8080
join-class-code = Código de la clase
join-staff-code = Código para personal
join-name = Tu nombre
join-name-reader = Tu docente lee este nombre.
join-scan = Escanear el código de tu docente
join-scanned = El código está aquí. Escribe tu nombre y entra.
join-go = Entrar
join-school-account = Usar tu cuenta de la escuela
join-matching = Tu docente busca tu nombre. Quédate cerca.
join-declined = Tu docente no encontró tu nombre. Pregunta y prueba otra vez.
join-expired = Nadie confirmó tu nombre a tiempo. Pregunta y prueba otra vez.
