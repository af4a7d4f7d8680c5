package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import notyet.ui.generated.Corner
import notyet.ui.generated.Space
import notyet.ui.theme.Look

/** A raised card. With [onTap] the whole card is one target; without it, it is none, and may hold one action. */
@Composable
fun Card(modifier: Modifier = Modifier, onTap: (() -> Unit)? = null, chosen: Boolean = false, content: @Composable ColumnScope.() -> Unit) {
    val shape = RoundedCornerShape(Corner.card)
    val target = if (onTap == null) modifier else modifier.tap(Corner.card, onTap = onTap)
    Column(
        target.fillMaxWidth()
            .background(if (chosen) Look.colours.soft else Look.colours.raised, shape)
            .border(if (chosen) 2.dp else 1.dp, if (chosen) Look.colours.primary else Look.colours.hair, shape)
            .padding(Space.x16),
        verticalArrangement = Arrangement.spacedBy(Space.x8),
        content = content,
    )
}

/** A group's head within a screen. */
@Composable
fun SectionHead(text: String, modifier: Modifier = Modifier) {
    Text(text, modifier.semantics { heading() }, color = Look.colours.ink, style = Look.type.head)
}

/** A card's small head: what the card is, above what it says. */
@Composable
fun CardHead(text: String, modifier: Modifier = Modifier) {
    Text(text, modifier.semantics { heading() }, color = Look.colours.ink2, style = Look.type.label)
}
