package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.ReadOnlyComposable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.drawBehind
import androidx.compose.ui.geometry.CornerRadius
import androidx.compose.ui.graphics.PathEffect
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** How many seats stand beside each other in a column of this [width], sides included. */
@Composable
@ReadOnlyComposable
fun seatsAcross(width: Dp): Int = ((minOf(width, Size.column) - Space.x16) / SEAT.withText).toInt().coerceAtLeast(1)

/** A row of seats, with room for as many as stand [across]. */
@Composable
fun SeatRow(count: Int, across: Int, modifier: Modifier = Modifier, seat: @Composable RowScope.(Int) -> Unit) {
    Row(modifier.height(IntrinsicSize.Min), horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
        repeat(count) { seat(it) }
        repeat(across - count) { Box(Modifier.weight(1f)) }
    }
}

/**
 * A student at their seat.
 *
 * @param label what is to know of them; [needsYou] colours it.
 * @param spoken what a reader hears instead of the texts.
 * @param onHold what a long press does; it has an action elsewhere, too.
 */
@Composable
fun RowScope.SeatTile(
    name: String,
    spoken: String,
    chosen: Boolean,
    modifier: Modifier = Modifier,
    label: String? = null,
    needsYou: Boolean = false,
    sign: SignState? = null,
    onHold: (() -> Unit)? = null,
    onTap: () -> Unit,
) {
    val shape = RoundedCornerShape(Corner.card)
    val colours = Look.colours
    Row(
        Modifier.weight(1f).fillMaxHeight().tap(Corner.card, onHold = onHold, onTap = onTap).then(modifier)
            .semantics { if (chosen) selected = true }.heardAs(spoken)
            .background(if (chosen) colours.soft else colours.raised, shape)
            .border(if (chosen) Size.chosen else 1.dp, if (chosen) colours.primary else colours.lineStrong, shape)
            .heightIn(min = Size.captureTarget).padding(horizontal = Space.x12, vertical = Space.x8),
        horizontalArrangement = Arrangement.spacedBy(Space.x8),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f)) {
            Text(name, color = if (chosen) colours.onSoft else colours.ink, style = Look.type.label)
            val tint = if (needsYou) colours.accent else colours.ink2
            if (label != null) Text(label, color = if (chosen) colours.onSoft else tint, style = Look.type.label)
        }
        sign?.let { Sign(it) }
    }
}

/** The open place after the last seat of a table; without [onTap] it is no target. */
@Composable
fun RowScope.OpenSeat(text: String, spoken: String, onTap: (() -> Unit)?) {
    val colours = Look.colours
    val target = if (onTap == null) Modifier else Modifier.tap(Corner.card, onTap = onTap)
    Box(
        Modifier.weight(1f).fillMaxHeight().then(target).heardAs(spoken).drawBehind {
            val line = 1.dp.toPx()
            val dash = PathEffect.dashPathEffect(floatArrayOf(4.dp.toPx(), 4.dp.toPx()))
            drawRoundRect(colours.lineStrong, cornerRadius = CornerRadius(Corner.card.toPx()), style = Stroke(line, pathEffect = dash))
        }.heightIn(min = Size.captureTarget).padding(horizontal = Space.x12, vertical = Space.x8),
        contentAlignment = Alignment.CenterStart,
    ) { Text(text, color = if (onTap == null) colours.ink2 else colours.ink, style = Look.type.label) }
}

/** The least width of a seat at the usual text. */
private val SEAT: Dp = 168.dp
