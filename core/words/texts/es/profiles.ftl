### Machine-made, not yet reviewed by a speaker.

picker-title = ¿Quién usa { $device ->
    [tablet] esta tableta
   *[phone] este teléfono
}?
picker-join = Otra persona
picker-back = Todos los nombres
picker-waits = { $count ->
    [one] 1 cosa espera a { $name }
   *[other] { $count } cosas esperan a { $name }
}
pin-title = PIN
pin-open = Abrir
pin-forgotten = Olvidé mi PIN
pin-change = Cambiar mi PIN
pin-set = Poner un PIN
pin-now = PIN de ahora
pin-new = PIN nuevo
pin-changed = Tu PIN nuevo vale desde ahora.
forgotten-title = Un PIN nuevo
forgotten-code = Pide a tu docente el código de la clase. El personal pregunta en secretaría.
forgotten-same = Entra otra vez con él. Encuentras todo con un PIN nuevo.
forgotten-join = Entrar otra vez
naming-title = ¿Qué nombre puede mostrar { $device ->
    [tablet] esta tableta
   *[phone] este teléfono
}?
naming-name = Nombre
naming-readers = Lo lee quien tenga en la mano { $device ->
    [tablet] esta tableta
   *[phone] este teléfono
}.
naming-pin-tablet = Un PIN guarda tus pantallas para ti. Usa de 4 a 12 cifras.
naming-pin-phone = Un PIN guarda tus pantallas para ti. Usa 4 a 12 cifras, o ninguna.
naming-again = El PIN otra vez
naming-go = Seguir
nav-more = Más
nav-me = Yo
me-name = Se muestra como
me-lock = Bloquear ahora
me-lock-after = Se bloquea después de
me-lock-by-itself = También se bloquea al salir de la aplicación.
me-minutes = { $minutes } min
me-sign-out = Cerrar sesión en { $device ->
    [tablet] esta tableta
   *[phone] este teléfono
}
sign-out-title = ¿Cerrar sesión en { $device ->
    [tablet] esta tableta
   *[phone] este teléfono
}?
sign-out-goes = Lo que el servidor ya tiene se borra ahora de { $device ->
    [tablet] esta tableta
   *[phone] este teléfono
}.
sign-out-left = { $count ->
    [one] 1 cosa no se ha enviado. Queda sellada, sale sola y luego se borra.
   *[other] { $count } cosas no se han enviado. Quedan selladas, salen solas y luego se borran.
}
sign-out-final = Esto no se puede deshacer. Tu registro sigue en la escuela.
sign-out-confirm = Cerrar sesión
sign-out-sealed = Cerrar sesión y dejarlo sellado
sign-out-wait = Esperar hasta que se envíe
error-locked = Está bloqueado. Escribe tu PIN.
error-pin-needed = Escribe tu PIN.
error-pin-wrong = Ese es otro PIN. Revisa cada cifra.
error-pin-now-wrong = Ese no es el PIN de ahora. Revisa cada cifra.
error-pin-now-shape = Escribe el PIN que tienes ahora.
error-pin-sign-in = Ningún PIN abre esto ahora. Entra con un código. Tu trabajo está guardado.
error-pin-none = Pasar la tableta requiere un PIN. Entra de nuevo para elegirlo.
error-pin-shape = Un PIN tiene de 4 a 12 cifras.
error-pin-easy = Ese PIN es fácil de adivinar. Elige otro.
error-wait-seconds = Espera { $seconds } s y prueba otra vez.
error-wait-minutes = Espera { $minutes } min y prueba otra vez.
error-lease-over = Sin contacto con la escuela hace { $days } días. Conéctate. Tu trabajo está guardado.
error-lease-ended = Sin contacto con la escuela hace { $days } días. Entra otra vez. Lo no enviado está guardado.
error-name-taken = Alguien aquí tiene ese nombre. Añade una letra.
error-name-too-long-to-show = Ese nombre es muy largo para mostrarlo. Usa 30 letras como máximo.
error-pin-again-differs = Los dos PIN son distintos. Escribe otra vez el segundo.
