package notyet.ui.theme

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.material3.LocalContentColor
import androidx.compose.material3.LocalTextStyle
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.Immutable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.platform.LocalViewConfiguration
import androidx.compose.ui.platform.ViewConfiguration
import androidx.compose.ui.text.ExperimentalTextApi
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.style.LineHeightStyle
import notyet.ui.generated.Motion
import notyet.ui.generated.Palette
import notyet.ui.generated.TypeScale

/** The six styles of the token table in one family of type. */
@Immutable
data class Type(
    val display: TextStyle,
    val title: TextStyle,
    val head: TextStyle,
    val body: TextStyle,
    val label: TextStyle,
    val small: TextStyle,
)

/** What every part reads: `Look.colours.primary`, `Look.type.body`, `Look.still`. */
object Look {
    /** The colours of the present mode. */
    val colours: Palette
        @Composable @ReadOnlyComposable
        get() = LocalPalette.current

    /** The text styles in the platform's family. */
    val type: Type
        @Composable @ReadOnlyComposable
        get() = LocalType.current

    /** True where the reader asked for no movement: every change is a cut. */
    val still: Boolean
        @Composable @ReadOnlyComposable
        get() = LocalStill.current
}

private val LocalPalette = staticCompositionLocalOf { Palette.Light }
private val LocalType = staticCompositionLocalOf { typeOf(FontFamily.Default) }
private val LocalStill = staticCompositionLocalOf { false }

/**
 * Colours, type and manners for everything inside. On Android the default [family] is the platform's own; the JVM host passes
 * its bundled one. Material's scheme is filled from the same tokens, so that ripples, cursors and selections match.
 */
@Composable
fun NotYetTheme(
    dark: Boolean = isSystemInDarkTheme(),
    family: FontFamily = FontFamily.Default,
    still: Boolean = false,
    content: @Composable () -> Unit,
) {
    val palette = if (dark) Palette.Dark else Palette.Light
    val type = remember(family) { typeOf(family) }
    val view = LocalViewConfiguration.current
    val hold = remember(view) { HoldAfter(view) }
    MaterialTheme(colorScheme = remember(dark) { palette.scheme(dark) }) {
        CompositionLocalProvider(
            LocalPalette provides palette,
            LocalType provides type,
            LocalStill provides still,
            LocalContentColor provides palette.ink,
            LocalTextStyle provides type.body,
            LocalViewConfiguration provides hold,
            content = content,
        )
    }
}

/** The same manners, and nothing moves where [still] says so: what the device's owner or the person in front asked for. */
@Composable
fun Calm(still: Boolean, content: @Composable () -> Unit) {
    CompositionLocalProvider(LocalStill provides (still || Look.still), content = content)
}

/** One length of a held press on every platform. */
private class HoldAfter(platform: ViewConfiguration) : ViewConfiguration by platform {
    override val longPressTimeoutMillis: Long = Motion.hold.toLong()
}

@OptIn(ExperimentalTextApi::class)
private fun typeOf(family: FontFamily): Type {
    // The spare height of a line stands above and below alike, in every script.
    val even = LineHeightStyle(LineHeightStyle.Alignment.Center, LineHeightStyle.Trim.None)

    fun TextStyle.whole() = copy(fontFamily = family, lineHeightStyle = even)
    return with(TypeScale) { Type(display.whole(), title.whole(), head.whole(), body.whole(), label.whole(), small.whole()) }
}

private fun Palette.scheme(dark: Boolean) = (if (dark) darkColorScheme() else lightColorScheme()).copy(
    primary = primary,
    onPrimary = onPrimary,
    primaryContainer = soft,
    onPrimaryContainer = onSoft,
    secondaryContainer = soft,
    onSecondaryContainer = onSoft,
    background = surface,
    onBackground = ink,
    surface = surface,
    onSurface = ink,
    surfaceVariant = raised,
    onSurfaceVariant = ink2,
    surfaceTint = raised,
    outline = line,
    outlineVariant = hair,
    error = accent,
    onError = surface,
    errorContainer = accentSoft,
    onErrorContainer = onAccentSoft,
    inverseSurface = inverse,
    inverseOnSurface = onInverse,
    inversePrimary = inverseAction,
)
