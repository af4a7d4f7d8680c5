package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.focusable
import androidx.compose.foundation.gestures.awaitEachGesture
import androidx.compose.foundation.gestures.awaitFirstDown
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.input.pointer.AwaitPointerEventScope
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.onClick
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/**
 * Something that goes on while the button is held. A tap begins it as well and another tap ends it, as do a key and a reader's action,
 * for whom holding is hard.
 *
 * @param running whether it goes on.
 * @param action what a reader's action does now: begin, or end.
 */
@Composable
fun HoldButton(
    text: String,
    icon: ImageVector,
    running: Boolean,
    action: String,
    onStart: () -> Unit,
    onStop: () -> Unit,
    least: Dp = Size.target,
) {
    val source = remember { MutableInteractionSource() }
    val shape = RoundedCornerShape(Corner.card)
    val runs by rememberUpdatedState(running)
    val start by rememberUpdatedState(onStart)
    val stop by rememberUpdatedState(onStop)
    val toggle = { if (runs) stop() else start() }
    val (ground, ink) = Look.colours.let { if (running) it.soft to it.onSoft else it.raised to it.primary }
    Row(
        Modifier.fillMaxWidth().focusRing(source, Corner.card)
            .onKeyEvent { event ->
                val isOurs = event.key == Key.Enter || event.key == Key.Spacebar || event.key == Key.NumPadEnter
                if (isOurs && event.type == KeyEventType.KeyUp) toggle()
                isOurs
            }
            .focusable(interactionSource = source)
            .semantics(mergeDescendants = true) {
                role = Role.Button
                onClick(action) {
                    toggle()
                    true
                }
            }
            .pointerInput(Unit) {
                awaitEachGesture {
                    val down = awaitFirstDown().also { it.consume() }
                    if (runs) {
                        lifted()
                        stop()
                    } else {
                        start()
                        if (lifted() - down.uptimeMillis >= HOLD_MS) stop()
                    }
                }
            }
            .background(ground, shape)
            .border(if (running) Size.chosen else 1.dp, if (running) Look.colours.primary else Look.colours.lineStrong, shape)
            .heightIn(min = least).padding(horizontal = Space.x16, vertical = Space.x8),
        Arrangement.spacedBy(Space.x8, Alignment.CenterHorizontally),
        Alignment.CenterVertically,
    ) {
        Icon(icon, null, Modifier.size(Size.icon.withText), tint = ink)
        Text(text, color = ink, style = Look.type.body.copy(fontWeight = FontWeight.Medium), textAlign = TextAlign.Center)
    }
}

/** The moment at which the last finger is lifted. */
private suspend fun AwaitPointerEventScope.lifted(): Long {
    while (true) {
        val event = awaitPointerEvent()
        event.changes.forEach { it.consume() }
        if (event.changes.none { it.pressed }) return event.changes.maxOf { it.uptimeMillis }
    }
}

/** A press that lasts as long is a hold, and a shorter one a tap. */
private const val HOLD_MS = 400L
