package notyet.ui

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font

/** The committed face: the same glyphs on every machine. */
val BundledType = FontFamily(
    Font("font/NotYetSans-Regular.ttf", FontWeight.Normal),
    Font("font/NotYetSans-Medium.ttf", FontWeight.Medium),
    Font("font/NotYetSans-SemiBold.ttf", FontWeight.SemiBold),
)
