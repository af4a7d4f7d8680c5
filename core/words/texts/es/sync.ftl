### Machine-made, not yet reviewed by a speaker.

sync-title = Envíos
sync-all-sent = Todo está enviado.
sync-not-sent = { $count ->
    [one] 1 sin enviar. Está a salvo en { $device ->
        [tablet] esta tableta
       *[phone] este teléfono
    }.
   *[other] { $count } sin enviar. Están a salvo en { $device ->
        [tablet] esta tableta
       *[phone] este teléfono
    }.
}
salvaged-banner = Se apartaron datos dañados. Mira lo que se salvó.
salvaged-read = Lo he leído
salvaged-saved = Se apartaron datos dañados. Se salvaron: registros { $records }, fotos { $photos }.
salvaged-whole = Lo demás vuelve desde el servidor de la escuela.
salvaged-part = Una parte no se puede leer. Lo que tiene el servidor vuelve.
sync-refused-banner = { $count ->
    [one] El servidor de la escuela no tomó 1 registro.
   *[other] El servidor de la escuela no tomó { $count } registros.
}
sync-signed-out-banner = El servidor no conoce este dispositivo. Tu trabajo está guardado.
sync-status-sending = Enviando
sync-status-last = Último contacto a las { $time }
sync-status-never = Aún sin contacto
sync-status-offline = No hay red. El próximo intento llega solo.
sync-status-server-full = El servidor está lleno. Avisa en secretaría. Tu trabajo está guardado.
sync-status-device-full = Este dispositivo está lleno. Libera espacio. Tu trabajo está guardado.
sync-status-signed-out = Este dispositivo no tiene sesión. Tu trabajo está guardado. Pregunta en secretaría.
sync-status-update = La aplicación y el servidor tienen versiones distintas. Actualiza la aplicación.
sync-fetching = Llegan: { $done } de { $all }
sync-try-now = Probar ahora
sync-queue = Sin enviar
sync-refused = No recibido
sync-reason-held = Hasta que dejes a esta persona
sync-reason-held-own = Hasta que dejes esta página
sync-reason-network = Hasta que haya red
sync-reason-sending = El siguiente
sync-reason-photo = Sigue a su registro
sync-reason-wifi = Hasta que haya wifi, o lo pruebes ahora
sync-photo-unreadable = Esta foto, nota de voz o archivo ya no se puede leer. Hay que añadirlo otra vez.
sync-item-judgement = { -Level } para { $name }: { $outcome }
sync-item-evidence = Foto para { $name }: { $outcome }
sync-item-feedback = Comentario para { $name }: { $outcome }
sync-item-rewording = Palabras propias de { $name }
sync-item-retraction = Retirado para { $name }
sync-item-photo = { $count ->
    [one] 1 foto, nota de voz o archivo
   *[other] { $count } fotos, notas de voz y archivos
}
sync-item-other = Un registro para { $name }

## Why something was not taken, and what to do

refused-not_you = Otra persona tiene la sesión abierta. Pregunta en la secretaría.
refused-not_your_class = Ya no estás en esta clase. Pregunta en la secretaría.
refused-not_this_student = Esta persona no está ahora en tu clase. Pregunta en la secretaría.
refused-not_your_role = Tu función no escribe esto. Pregunta en la secretaría.
refused-not_your_lane = Esto es de la parte de otra persona.
refused-bad_reference = Nombra algo que no está ahí. Regístralo otra vez.
refused-malformed = El servidor no puede leerlo. Actualiza la aplicación.
refused-kind_unknown = Espera un servidor más nuevo.
refused-id_reused = Ya se registró con otras palabras. Regístralo otra vez.
refused-blob = La foto, la nota de voz o el archivo no llegó. Hay que añadirlo otra vez.
refused-too_large = Es más grande de lo que el servidor toma.
refused-receipt = El servidor de la escuela nunca lo tuvo. Regístralo otra vez.
refused-erased = Se borró el registro de esta persona. No se guarda nada suyo.
