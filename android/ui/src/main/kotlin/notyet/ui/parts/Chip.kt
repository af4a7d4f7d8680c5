package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Box
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
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.layout.Placeable
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.font.FontWeight
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
 * Phrases as chips: two lines of them, then a chip [more] that opens the rest.
 *
 * @param chosen the places of the chosen phrases in [phrases].
 */
@Composable
fun ChipLines(phrases: List<String>, chosen: Set<Int>, more: String, onTap: (Int) -> Unit, modifier: Modifier = Modifier) {
    var all by remember { mutableStateOf(false) }
    Layout(
        modifier = modifier,
        content = {
            phrases.forEachIndexed { i, phrase -> Chip(phrase, i in chosen, { onTap(i) }) }
            Chip(more, false, { all = true })
        },
    ) { measurables, constraints ->
        val gap = Space.x8.roundToPx()
        val chips = measurables.map { it.measure(constraints.copy(minWidth = 0, minHeight = 0)) }
        val lines = lines(chips, constraints.maxWidth, gap, if (all) Int.MAX_VALUE else FOLDED_LINES)
        val heights = lines.map { line -> line.maxOf { it.height } }
        layout(constraints.maxWidth, heights.sum()) {
            var y = 0
            lines.forEachIndexed { i, line ->
                var x = 0
                for (chip in line) {
                    chip.placeRelative(x, y)
                    x += chip.width + gap
                }
                y += heights[i]
            }
        }
    }
}

/** Breaks [chips], of which the last is "more", into at most [most] lines; "more" stands only where something is folded. */
private fun lines(chips: List<Placeable>, width: Int, gap: Int, most: Int): List<List<Placeable>> {
    val phrases = chips.dropLast(1)
    val whole = flow(phrases, width, gap)
    if (whole.size <= most) return whole
    val shown = (phrases.size downTo 0).first { flow(phrases.take(it) + chips.last(), width, gap).size <= most || it == 0 }
    return flow(phrases.take(shown) + chips.last(), width, gap)
}

private fun flow(chips: List<Placeable>, width: Int, gap: Int): List<List<Placeable>> {
    val lines = mutableListOf<MutableList<Placeable>>()
    var used = 0
    for (chip in chips) {
        if (lines.isEmpty() || used + gap + chip.width > width) {
            lines += mutableListOf(chip)
            used = chip.width
        } else {
            lines.last() += chip
            used += gap + chip.width
        }
    }
    return lines
}

private const val FOLDED_LINES = 2
