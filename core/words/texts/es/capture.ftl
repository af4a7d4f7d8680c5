### Machine-made, not yet reviewed by a speaker.

piece-open = Captar un trabajo
piece-title = Captar
piece-lead = Añade una foto, nota de voz, archivo, palabras o un enlace.
piece-readers = Lo lee cada estudiante que marques.
piece-next = ¿De quién es el trabajo?
tag-title = ¿De quién es el trabajo?
tag-shows = Lo que muestra
tag-lead = Elige { -the-level } o ninguno y toca nombres.
tag-no-level = Sin { -level }
tag-more = Una línea para cada estudiante
tag-count = { $count ->
    [0] Nadie tiene marca
    [one] 1 con marca
   *[other] { $count } con marca
}
tag-tagged = Con marca
tag-untagged = Sin marca
tag-line = Una línea sobre esta parte
tag-for-student = Para cada estudiante
tag-for-staff = Para docentes
tag-readers = Lo leen { $name } y sus docentes.
tag-readers-staff = Lo lee el equipo docente.
tag-untag = Quitar la marca
tag-save = Guardar
tag-done = Listo
tag-saved = { $count ->
    [one] Guardado en un registro
   *[other] Guardado en { $count } registros, cada uno por separado
}
tag-gone = { $name } ya no está en { $class }. Esto va para los demás.
tag-no-photos = De { $name } no se guardan fotos. Usa palabras o un enlace.
tag-own-record = Las fotos de { $name } quedan en un registro. Toma otra para { $name }.
tag-one-record = Esta foto queda en un registro. Toma otra para { $name }.
student-staff-lines = Para docentes
student-staff-line = { $name }, { $day } · { $code }
tag-all = Poner a cada nombre a la vista
tag-up-to-here = Repetir hasta aquí
also-shows = ¿También muestra { $code }?
also-said = También muestra { $code }
also-spoken = { $text } { $i-can }
