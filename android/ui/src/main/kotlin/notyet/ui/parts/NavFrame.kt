package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.Width
import notyet.ui.theme.WithWidth
import notyet.ui.theme.withText

/** A place that can be reached from anywhere. It appears together with its screen. */
data class NavItem(val icon: ImageVector, val word: String)

/**
 * The frame round the screens: a bar at the foot below 600 dp, a rail beside from 600 dp, in the same order. With a single
 * item there is nothing to choose, and neither is drawn. The screens keep what they remember while it comes, goes or moves.
 */
@Composable
fun NavFrame(
    items: List<NavItem>,
    chosen: Int,
    onChoose: (Int) -> Unit,
    modifier: Modifier = Modifier,
    content: @Composable (Width) -> Unit,
) {
    WithWidth(modifier.fillMaxSize().background(Look.colours.surface)) { width ->
        val choice = items.size > 1
        Column(Modifier.fillMaxSize()) {
            Row(Modifier.weight(1f).fillMaxWidth()) {
                if (choice && width != Width.Narrow) Rail(items, chosen, onChoose)
                // In one place whatever stands beside it: in another one everything that it remembers would begin anew.
                Box(Modifier.weight(1f).fillMaxHeight()) { content(width) }
            }
            if (choice && width == Width.Narrow) Bar(items, chosen, onChoose)
        }
    }
}

/** Wraps to a second line where the words need it, rather than cutting one. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Bar(items: List<NavItem>, chosen: Int, onChoose: (Int) -> Unit) {
    Column(Modifier.background(Look.colours.raised)) {
        Hair(inset = 0.dp)
        FlowRow(Modifier.fillMaxWidth().padding(Space.x4).selectableGroup(), horizontalArrangement = Arrangement.SpaceEvenly) {
            items.forEachIndexed { i, item -> Item(item, i == chosen, Modifier.widthIn(min = 64.dp)) { onChoose(i) } }
        }
    }
}

@Composable
private fun Rail(items: List<NavItem>, chosen: Int, onChoose: (Int) -> Unit) {
    Column(
        Modifier.fillMaxHeight().background(Look.colours.raised).verticalScroll(rememberScrollState())
            .padding(horizontal = Space.x8, vertical = Space.x24).selectableGroup(),
        verticalArrangement = Arrangement.spacedBy(Space.x12),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        items.forEachIndexed { i, item -> Item(item, i == chosen, Modifier.widthIn(min = 72.dp)) { onChoose(i) } }
    }
}

@Composable
private fun Item(item: NavItem, chosen: Boolean, modifier: Modifier, onTap: () -> Unit) {
    val colours = Look.colours
    Column(
        modifier.pick(chosen, Corner.card, Role.Tab, onTap).heightIn(min = Size.captureTarget).padding(Space.x4),
        verticalArrangement = Arrangement.spacedBy(Space.x4, Alignment.CenterVertically),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        Box(
            Modifier.background(if (chosen) colours.soft else colours.raised, RoundedCornerShape(Corner.chip))
                .padding(horizontal = Space.x16, vertical = Space.x4),
        ) { Icon(item.icon, null, Modifier.size(Size.icon.withText), tint = if (chosen) colours.onSoft else colours.ink2) }
        Text(
            item.word,
            color = if (chosen) colours.ink else colours.ink2,
            style = Look.type.label.copy(fontWeight = if (chosen) FontWeight.SemiBold else FontWeight.Medium),
            textAlign = TextAlign.Center,
        )
    }
}
