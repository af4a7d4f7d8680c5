### Machine-made, not yet reviewed by a speaker.

settings-title = Ajustes
settings-language = Idioma
settings-language-device = Como { $device ->
    [tablet] esta tableta
   *[phone] este teléfono
}
settings-language-unread = Una máquina hizo esta traducción. Nadie que hable el idioma la ha leído.
settings-hand = Dónde lo sujeto
settings-hand-left = Izquierda
settings-hand-right = Derecha
settings-hand-table = En la mesa
settings-hand-note = De ese lado quedan la escala, la cámara y Siguiente.
settings-motion = Movimiento
settings-motion-usual = Normal
settings-motion-less = Menos
settings-kept = Esto queda en { $device ->
    [tablet] esta tableta
   *[phone] este teléfono
}, para ti.
