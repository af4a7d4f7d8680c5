package notyet.ui.parts

import androidx.compose.animation.core.LinearEasing
import androidx.compose.animation.core.animateFloat
import androidx.compose.animation.core.infiniteRepeatable
import androidx.compose.animation.core.rememberInfiniteTransition
import androidx.compose.animation.core.tween
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.runtime.withFrameMillis
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.rotate
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import notyet.ui.generated.Motion
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look

/** Says [sentence] once waiting has lasted 150 ms; a shorter wait shows nothing, so that nothing flickers. */
@Composable
fun Waiting(sentence: String, modifier: Modifier = Modifier) {
    var long by remember { mutableStateOf(false) }
    LaunchedEffect(Unit) {
        // Counted in frames, so that a test or a picture that owns the frames owns this wait as well.
        val start = withFrameMillis { it }
        while (withFrameMillis { it } - start < Motion.waiting) Unit
        long = true
    }
    Box(modifier.fillMaxSize().padding(Space.x24), contentAlignment = Alignment.Center) {
        if (long) {
            Column(horizontalAlignment = Alignment.CenterHorizontally, verticalArrangement = Arrangement.spacedBy(Space.x16)) {
                Turning()
                Text(
                    sentence,
                    Modifier.semantics { liveRegion = LiveRegionMode.Polite },
                    color = Look.colours.ink2,
                    style = Look.type.body,
                    textAlign = TextAlign.Center,
                )
            }
        }
    }
}

/** The ring with one arc closed, turning; it stands where the reader asked for no movement. */
@Composable
private fun Turning() {
    val colour = Look.colours.primary
    val marks = listOf(Mark.Arc(8f, 104f, 6f, 2.5f), Mark.Arc(128f, 104f, 6.75f, 1f), Mark.Arc(248f, 104f, 6.75f, 1f))
    val angle = if (Look.still) 0f else turn()
    Canvas(Modifier.size(Size.signHead).rotate(angle).clearAndSetSemantics {}) { drawMarks(marks, colour) }
}

@Composable
private fun turn(): Float {
    val turning = rememberInfiniteTransition(label = "wait")
    val angle by turning.animateFloat(0f, 360f, infiniteRepeatable(tween(TURN_MS, easing = LinearEasing)), label = "turn")
    return angle
}

private const val TURN_MS = 1_600
