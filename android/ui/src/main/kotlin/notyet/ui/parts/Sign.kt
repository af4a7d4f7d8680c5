package notyet.ui.parts

import androidx.compose.animation.core.animateFloatAsState
import androidx.compose.animation.core.snap
import androidx.compose.animation.core.tween
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.unit.Dp
import notyet.ui.generated.Motion
import notyet.ui.generated.Size
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/**
 * The ring that closes as one learns. It is drawn the same in every language and never mirrored.
 *
 * @param size 16, 24, 40 or 96 dp of the token table, at 100 % text; it grows with the text.
 * @param spoken what a reader hears. Null where the word stands beside it: a meaning is heard once.
 * @param grows true only where a student opens an outcome: at mastery the disc grows, once.
 */
@Composable
fun Sign(
    state: SignState,
    modifier: Modifier = Modifier,
    size: Dp = Size.signRow,
    colour: Color = Look.colours.primary,
    spoken: String? = null,
    grows: Boolean = false,
) {
    val drawn = size.withText
    val closed by animateFloatAsState(
        (state.level ?: 0).toFloat(),
        if (Look.still) snap() else tween(Motion.arc),
        label = "arcs",
    )
    val disc = if (grows) grown() else 1f
    val marks = remember(state, drawn, closed) { signMarks(state, drawn >= Size.signHead, drawn >= Size.signRow, closed) }
    Canvas(
        modifier.size(drawn).clearAndSetSemantics {
            if (spoken != null) {
                role = Role.Image
                contentDescription = spoken
            }
        },
    ) { drawMarks(marks, colour, disc) }
}

/** From nothing to whole, once, when it first appears. */
@Composable
private fun grown(): Float {
    val still = Look.still
    var here by remember { mutableStateOf(still) }
    LaunchedEffect(Unit) { here = true }
    val share by animateFloatAsState(if (here) 1f else 0f, if (still) snap() else tween(Motion.disc), label = "disc")
    return share
}

/** Draws [marks] over the whole of this scope; [disc] is the share of its radius that the disc has reached. */
fun DrawScope.drawMarks(marks: List<Mark>, colour: Color, disc: Float = 1f) {
    val unit = size.minDimension / GRID
    for (mark in marks) {
        when (mark) {
            is Mark.Disc -> drawCircle(colour, mark.radius * unit * disc, center)
            is Mark.Ring -> drawCircle(colour, mark.radius * unit, center, style = Stroke(mark.stroke * unit))
            is Mark.Arc -> drawArc(
                color = colour,
                startAngle = mark.start - QUARTER,
                sweepAngle = mark.sweep,
                useCenter = false,
                topLeft = center - Offset(mark.radius * unit, mark.radius * unit),
                size = androidx.compose.ui.geometry.Size(mark.radius * 2 * unit, mark.radius * 2 * unit),
                style = Stroke(mark.stroke * unit),
            )
        }
    }
}

private const val GRID = 16f

/** Compose measures from 3 o'clock. */
private const val QUARTER = 90f
