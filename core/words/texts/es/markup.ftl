### Machine-made, not yet reviewed by a speaker. Left and right are the photo's own, in every language.

markup-title = Editar la foto
markup-open = Editar esta foto
markup-open-work = Dibujar sobre esta foto
markup-drawn = Dibujos para estos comentarios
markup-remove-drawn = Quitar este dibujo
markup-crop = Recortar
markup-crop-hint = Arrastra sobre lo que queda. O recorta un poco un borde.
markup-cut-left = Recortar izquierda
markup-cut-right = Recortar derecha
markup-cut-top = Recortar arriba
markup-cut-bottom = Recortar abajo
markup-turn = Girar
markup-draw = Dibujar
markup-draw-hint = Dibuja con un dedo. O rodea una parte.
markup-ring-top-left = Rodear arriba a la izquierda
markup-ring-top-right = Rodear arriba a la derecha
markup-ring-bottom-left = Rodear abajo a la izquierda
markup-ring-bottom-right = Rodear abajo a la derecha
markup-blur = Difuminar
markup-blur-hint = Frota lo que nadie debe ver. O difumina una parte.
markup-blur-top-left = Difuminar arriba a la izquierda
markup-blur-top-right = Difuminar arriba a la derecha
markup-blur-bottom-left = Difuminar abajo a la izquierda
markup-blur-bottom-right = Difuminar abajo a la derecha
markup-pen-orange = Naranja
markup-pen-teal = Verde azulado
markup-pen-dark = Oscuro
markup-pen-white = Blanco
markup-nib-fine = Fino
markup-nib-medium = Medio
markup-nib-broad = Ancho
markup-done = Listo
markup-spoken = { $count ->
    [0] Foto sin cambios
    [one] Foto con 1 cambio
   *[other] Foto con { $count } cambios
}
