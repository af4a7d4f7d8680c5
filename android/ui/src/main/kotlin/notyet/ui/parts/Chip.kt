package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.ExperimentalTextApi
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.rememberTextMeasurer
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look

/** A short choice that may be taken back: 32 dp to see, 48 dp to touch. */
@Composable
fun Chip(text: String, chosen: Boolean, onTap: () -> Unit, modifier: Modifier = Modifier) {
    val shape = RoundedCornerShape(Corner.chip)
    val colours = Look.colours
    Box(
        modifier.pick(chosen, Corner.chip, Role.Checkbox, onTap).defaultMinSize(Size.target, Size.target),
        contentAlignment = Alignment.Center,
    ) {
        Box(
            Modifier.background(if (chosen) colours.soft else colours.raised, shape)
                .border(if (chosen) Size.chosen else 1.dp, if (chosen) colours.primary else colours.lineStrong, shape)
                .heightIn(min = Size.chip).padding(horizontal = Space.x12, vertical = Space.x4),
            contentAlignment = Alignment.Center,
        ) {
            Text(
                text,
                color = if (chosen) colours.onSoft else colours.ink,
                style = Look.type.label.copy(fontWeight = if (chosen) FontWeight.SemiBold else FontWeight.Medium),
            )
        }
    }
}

/**
 * Phrases as chips: two [lines] of them, then a chip [more] that opens the rest.
 *
 * @param chosen the places of the chosen phrases in [phrases].
 */
@OptIn(ExperimentalLayoutApi::class)
@Composable
fun ChipLines(
    phrases: List<String>,
    chosen: Set<Int>,
    more: String,
    onTap: (Int) -> Unit,
    modifier: Modifier = Modifier,
    lines: Int = FOLDED_LINES,
) {
    var all by remember { mutableStateOf(false) }
    BoxWithConstraints(modifier) {
        val shown = if (all) phrases.size else folded(phrases.map { chipWidth(it) }, chipWidth(more), maxWidth, lines)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
            for (i in 0 until shown) Chip(phrases[i], i in chosen, { onTap(i) })
            if (shown < phrases.size) Chip(more, false, { all = true })
        }
    }
}

/** How many chips stand before "more": all where two lines hold them, else as many as leave [more] its place. */
private fun folded(chips: List<Dp>, more: Dp, room: Dp, most: Int): Int {
    if (lines(chips, room) <= most) return chips.size
    return chips.indices.lastOrNull { lines(chips.take(it) + more, room) <= most } ?: 0
}

private fun lines(chips: List<Dp>, room: Dp): Int {
    var lines = 0
    var used = room
    for (chip in chips) {
        if (lines == 0 || used + Space.x8 + chip > room) {
            lines++
            used = chip
        } else {
            used += Space.x8 + chip
        }
    }
    return lines
}

/** Measured bold, so that choosing one moves none. */
@OptIn(ExperimentalTextApi::class)
@Composable
private fun chipWidth(text: String): Dp {
    val style = Look.type.label.copy(fontWeight = FontWeight.SemiBold)
    val width = rememberTextMeasurer().measure(text, style, softWrap = false).size.width
    return maxOf(Size.target, with(LocalDensity.current) { width.toDp() } + Space.x12 * 2 + ROUNDING)
}

private const val FOLDED_LINES = 2

/** Widths are whole pixels. */
private val ROUNDING = 1.dp
