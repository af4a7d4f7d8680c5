package notyet.ui.theme

import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.BoxWithConstraintsScope
import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Dp
import notyet.ui.generated.Size

/** The three layouts of a window. A tablet in split screen is [Narrow]: the window counts, never the device. */
enum class Width {
    /** Below 600 dp: one column, a bar at the foot. */
    Narrow,

    /** From 600 dp: a rail; controls stand at the hand's side. */
    Wide,

    /** From 840 dp: two panes. */
    TwoPanes,
    ;

    companion object {
        /** The class of a window of [width]. */
        fun of(width: Dp): Width = when {
            width < Size.widthRail -> Narrow
            width < Size.widthPanes -> Wide
            else -> TwoPanes
        }
    }
}

/** Gives [content] the width class of the room that it has. */
@Composable
fun WithWidth(modifier: Modifier = Modifier, content: @Composable BoxWithConstraintsScope.(Width) -> Unit) {
    BoxWithConstraints(modifier) { content(Width.of(maxWidth)) }
}

/** A size in dp that grows with the reader's text, so that a sign or an icon keeps its place beside its word. */
val Dp.withText: Dp
    @Composable @ReadOnlyComposable
    get() = this * LocalDensity.current.fontScale

/** From 130 % text on, things that stand beside each other stand below each other. */
val largeText: Boolean
    @Composable @ReadOnlyComposable
    get() = LocalDensity.current.fontScale >= LARGE_TEXT

private const val LARGE_TEXT = 1.3f
