package notyet.ui.parts

import androidx.compose.foundation.gestures.awaitEachGesture
import androidx.compose.foundation.gestures.awaitFirstDown
import androidx.compose.runtime.Stable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.composed
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.hapticfeedback.HapticFeedbackType
import androidx.compose.ui.input.pointer.AwaitPointerEventScope
import androidx.compose.ui.input.pointer.PointerEventPass
import androidx.compose.ui.input.pointer.PointerInputChange
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.boundsInWindow
import androidx.compose.ui.layout.onGloballyPositioned
import androidx.compose.ui.platform.LocalHapticFeedback
import notyet.ui.generated.Motion

/** The fields of a grid that one drag passes. */
@Stable
class HeldDrag {
    /** Passed by the drag that is going on, the first first; empty while there is none. */
    var passed by mutableStateOf(emptyList<String>())
        internal set

    internal val places = mutableMapOf<String, Rect>()
    internal var origin = Offset.Zero

    internal fun pass(at: Offset) {
        val field = places.entries.firstOrNull { (_, place) -> place.contains(at + origin) }?.key ?: return
        if (field !in passed) passed = passed + field
    }
}

/** Tells [drag] where the field [id] stands. */
fun Modifier.passedBy(drag: HeldDrag, id: String): Modifier = onGloballyPositioned { drag.places[id] = it.boundsInWindow() }

/**
 * A finger that is held for 400 ms and then drawn over fields passes them; [onPassed] hears of all once it lifts. A finger that moves
 * or lifts before scrolls and taps as everywhere.
 */
fun Modifier.heldDrag(drag: HeldDrag, enabled: Boolean, onPassed: (List<String>) -> Unit): Modifier = composed {
    val haptic = LocalHapticFeedback.current
    onGloballyPositioned { drag.origin = it.boundsInWindow().topLeft }.pointerInput(enabled, onPassed) {
        if (!enabled) return@pointerInput
        awaitEachGesture {
            val down = awaitFirstDown(requireUnconsumed = false, pass = PointerEventPass.Initial)
            if (movesOrLifts(down)) return@awaitEachGesture
            haptic.performHapticFeedback(HapticFeedbackType.LongPress)
            drag.pass(down.position)
            do {
                val finger = next(down)
                finger?.consume()
                if (finger?.pressed == true) drag.pass(finger.position)
            } while (finger?.pressed == true)
            val all = drag.passed
            drag.passed = emptyList()
            if (all.isNotEmpty()) onPassed(all)
        }
    }
}

/** Whether the finger moves or lifts before it was held. */
private suspend fun AwaitPointerEventScope.movesOrLifts(down: PointerInputChange): Boolean {
    var gone = false
    withTimeoutOrNull(Motion.hold.toLong()) {
        while (!gone) {
            val finger = next(down)
            gone = finger?.pressed != true || (finger.position - down.position).getDistance() > viewConfiguration.touchSlop
        }
    }
    return gone
}

private suspend fun AwaitPointerEventScope.next(down: PointerInputChange): PointerInputChange? =
    awaitPointerEvent(PointerEventPass.Initial).changes.firstOrNull { it.id == down.id }
