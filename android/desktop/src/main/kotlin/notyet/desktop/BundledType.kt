package notyet.desktop

import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font

/** The committed face of the `ui` module's resources: the JVM has no typeface of Android's own. */
internal val BundledType = FontFamily(
    Font("font/NotYetSans-Regular.ttf", FontWeight.Normal),
    Font("font/NotYetSans-Medium.ttf", FontWeight.Medium),
    Font("font/NotYetSans-SemiBold.ttf", FontWeight.SemiBold),
)
