package notyet.ui.parts

import androidx.compose.foundation.ExperimentalFoundationApi
import androidx.compose.foundation.LocalIndication
import androidx.compose.foundation.combinedClickable
import androidx.compose.foundation.interaction.FocusInteraction
import androidx.compose.foundation.interaction.InteractionSource
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.interaction.PressInteraction
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.State
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.composed
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.drawWithContent
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import notyet.ui.theme.Look
import notyet.ui.generated.Size as Sizes

/**
 * One target that fires on lifting inside, shows keyboard focus outside its edge, and clips its ripple to [corner]. What a long
 * press does ([onHold]) has a button of its own elsewhere.
 */
@OptIn(ExperimentalFoundationApi::class)
fun Modifier.tap(corner: Dp, role: Role = Role.Button, label: String? = null, onHold: (() -> Unit)? = null, onTap: () -> Unit): Modifier =
    composed {
        val source = remember { MutableInteractionSource() }
        focusRing(source, corner).clip(RoundedCornerShape(corner))
            .combinedClickable(source, LocalIndication.current, onClickLabel = label, role = role, onLongClick = onHold, onClick = onTap)
    }

/** Like [tap], for one of several of which one is chosen. */
fun Modifier.pick(chosen: Boolean, corner: Dp, role: Role = Role.RadioButton, onPick: () -> Unit): Modifier = composed {
    val source = remember { MutableInteractionSource() }
    focusRing(source, corner).clip(RoundedCornerShape(corner))
        .selectable(chosen, source, LocalIndication.current, role = role, onClick = onPick)
}

/** A reader hears [spoken] instead of all that is inside; null changes nothing. Roles and actions further out stay. */
fun Modifier.heardAs(spoken: String?): Modifier =
    if (spoken == null) this else semantics { contentDescription = spoken }.clearAndSetSemantics {}

/**
 * The ring of keyboard focus: primary, 3 dp, 2 dp outside the element, whose corners have the radius [corner]. Focus that came with
 * a press, as from a mouse, shows none.
 */
fun Modifier.focusRing(source: InteractionSource, corner: Dp): Modifier = composed {
    val shown by source.focusShown()
    val colour = Look.colours.primary
    if (!shown) {
        this
    } else {
        drawWithContent {
            drawContent()
            val stroke = Sizes.focus.toPx()
            val out = Sizes.focusGap.toPx() + stroke / 2
            val radius = corner.toPx().coerceAtMost(size.minDimension / 2) + out
            drawRoundRect(
                colour,
                topLeft = Offset(-out, -out),
                size = Size(size.width + 2 * out, size.height + 2 * out),
                cornerRadius = CornerRadius(radius),
                style = Stroke(stroke),
            )
        }
    }
}

@Composable
private fun InteractionSource.focusShown(): State<Boolean> {
    val shown = remember(this) { mutableStateOf(false) }
    LaunchedEffect(this) {
        var pressed = false
        interactions.collect { interaction ->
            when (interaction) {
                is PressInteraction.Press -> {
                    pressed = true
                    shown.value = false
                }
                is PressInteraction.Release, is PressInteraction.Cancel -> pressed = false
                is FocusInteraction.Focus -> shown.value = !pressed
                is FocusInteraction.Unfocus -> shown.value = false
            }
        }
    }
    return shown
}
