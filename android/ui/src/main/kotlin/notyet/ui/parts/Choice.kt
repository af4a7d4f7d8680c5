package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.largeText

/**
 * Two or three equal segments, of which one is chosen.
 *
 * @param spoken what the choice is about; a reader hears it on the group.
 * @param least the least height: [Size.target], in capture [Size.captureTarget].
 */
@Composable
fun Choice(
    options: List<String>,
    chosen: Int,
    onChoose: (Int) -> Unit,
    spoken: String,
    modifier: Modifier = Modifier,
    least: Dp = Size.target,
    stacked: Boolean = largeText,
) {
    val group = modifier.fillMaxWidth().selectableGroup().semantics { contentDescription = spoken }
    if (stacked) {
        Column(group, verticalArrangement = Arrangement.spacedBy(Space.x8)) {
            options.forEachIndexed { i, text -> Segment(text, i == chosen, least, Modifier.fillMaxWidth()) { onChoose(i) } }
        }
    } else {
        Row(group.height(IntrinsicSize.Min), horizontalArrangement = Arrangement.spacedBy(Space.x8)) {
            options.forEachIndexed { i, text -> Segment(text, i == chosen, least, Modifier.weight(1f).fillMaxHeight()) { onChoose(i) } }
        }
    }
}

@Composable
private fun Segment(text: String, chosen: Boolean, least: Dp, modifier: Modifier, onTap: () -> Unit) {
    val shape = RoundedCornerShape(Corner.card)
    val colours = Look.colours
    Box(
        modifier.pick(chosen, Corner.card, onPick = onTap)
            .background(if (chosen) colours.soft else colours.raised, shape)
            .border(if (chosen) Size.chosen else 1.dp, if (chosen) colours.primary else colours.lineStrong, shape)
            .heightIn(min = least).padding(Space.x8),
        contentAlignment = Alignment.Center,
    ) {
        Text(
            text,
            color = if (chosen) colours.onSoft else colours.ink,
            style = Look.type.label.copy(fontWeight = if (chosen) FontWeight.SemiBold else FontWeight.Medium),
            textAlign = TextAlign.Center,
        )
    }
}
