package notyet.desktop

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font

/** The face that comes with the screens: a machine without fonts shows the same letters as any other. */
internal val BundledType = FontFamily(
    Font("font/NotYetSans-Regular.ttf", FontWeight.Normal),
    Font("font/NotYetSans-Medium.ttf", FontWeight.Medium),
    Font("font/NotYetSans-SemiBold.ttf", FontWeight.SemiBold),
)
