package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.withText

/** A row about a person: disc, name, what is to know, and at most one [trailing] thing. */
@Composable
fun PersonRow(
    name: String,
    initials: String,
    label: String?,
    modifier: Modifier = Modifier,
    chosen: Boolean = false,
    needsYou: Boolean = false,
    spoken: String? = null,
    trailing: (@Composable () -> Unit)? = null,
    onHold: (() -> Unit)? = null,
    below: (@Composable () -> Unit)? = null,
    onTap: (() -> Unit)? = null,
) {
    val disc = @Composable { Disc(initials, ground = if (chosen) Look.colours.raised else Look.colours.soft) }
    ListRow(name, label, disc, modifier, chosen, needsYou, spoken, trailing, onHold, below, onTap)
}

/** A row about an outcome: its sign, its words, and the word of the level in [label], which is what a reader hears. */
@Composable
fun SignedRow(
    title: String,
    label: String?,
    sign: SignState,
    modifier: Modifier = Modifier,
    chosen: Boolean = false,
    spoken: String? = null,
    trailing: (@Composable () -> Unit)? = null,
    onTap: (() -> Unit)? = null,
) = ListRow(title, label, { Sign(sign) }, modifier, chosen, false, spoken, trailing, onTap = onTap)

/**
 * The row under both: 64 dp at least, one target or none; its texts are heard together, once.
 *
 * @param needsYou colours the label: a question, a request, something not sent.
 * @param spoken what a reader hears instead of the texts, where they need more than being read in order.
 * @param onHold what a long press does; it has a button elsewhere, too.
 * @param below stands under the texts, from where they begin.
 */
@Composable
fun ListRow(
    title: String,
    label: String?,
    leading: (@Composable () -> Unit)?,
    modifier: Modifier = Modifier,
    chosen: Boolean = false,
    needsYou: Boolean = false,
    spoken: String? = null,
    trailing: (@Composable () -> Unit)? = null,
    onHold: (() -> Unit)? = null,
    below: (@Composable () -> Unit)? = null,
    onTap: (() -> Unit)? = null,
) {
    val colours = Look.colours
    val target = when (onTap) {
        null -> modifier.semantics(mergeDescendants = true) {}
        else -> modifier.tap(Corner.card, onHold = onHold, onTap = onTap).semantics { if (chosen) selected = true }
    }
    val ground = if (chosen) target.background(colours.soft) else target
    Row(
        ground.heardAs(spoken).fillMaxWidth().heightIn(min = Size.row).padding(horizontal = Space.x16, vertical = Space.x8),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (leading != null) {
            Box(Modifier.defaultMinSize(minWidth = Size.disc.withText), contentAlignment = Alignment.Center) { leading() }
            Spacer(Modifier.width(Space.x12))
        }
        Column(Modifier.weight(1f)) {
            Text(title, color = if (chosen) colours.onSoft else colours.ink, style = Look.type.body.copy(fontWeight = weight(chosen)))
            if (label != null) {
                val tint = if (needsYou) colours.accent else colours.ink2
                Text(label, color = if (chosen) colours.onSoft else tint, style = Look.type.label)
            }
            below?.invoke()
        }
        if (trailing != null) {
            Spacer(Modifier.width(Space.x12))
            trailing()
        }
    }
}

private fun weight(chosen: Boolean) = if (chosen) FontWeight.SemiBold else FontWeight.Normal

/** The line between two rows; it starts where their titles do. */
@Composable
fun Hair(modifier: Modifier = Modifier, inset: Dp = Space.x16 + Size.disc.withText + Space.x12) {
    Box(modifier.padding(start = inset).fillMaxWidth().height(1.dp).background(Look.colours.hair))
}

/** Initials on a soft disc, for a person whose photo is not the subject. Silent: the name stands beside it. */
@Composable
fun Disc(initials: String, modifier: Modifier = Modifier, ground: Color = Look.colours.soft) {
    Box(
        modifier.size(Size.disc.withText).background(ground, CircleShape).clearAndSetSemantics {},
        contentAlignment = Alignment.Center,
    ) { Text(initials, color = Look.colours.ink, style = Look.type.label, maxLines = 1, softWrap = false) }
}

/** The trailing mark of a row that opens something. */
@Composable
fun Chevron(modifier: Modifier = Modifier) {
    Icon(Icons.chevronRight, null, modifier.size(Size.icon.withText), tint = Look.colours.ink2)
}
