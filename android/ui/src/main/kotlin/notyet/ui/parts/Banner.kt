package notyet.ui.parts

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.largeText
import notyet.ui.theme.withText

/** One sentence that stays while it is true, and at most one action. A screen shows one at a time. */
@Composable
fun Banner(icon: ImageVector, sentence: String, modifier: Modifier = Modifier, action: String? = null, onAction: () -> Unit = {}) {
    val colours = Look.colours
    val ground = modifier.fillMaxWidth().background(colours.accentSoft, RoundedCornerShape(Corner.card)).heightIn(min = Size.target)
    val says = @Composable { each: Modifier ->
        Row(each, horizontalArrangement = Arrangement.spacedBy(Space.x12), verticalAlignment = Alignment.CenterVertically) {
            Icon(icon, null, Modifier.size(Size.icon.withText), tint = colours.accent)
            Text(
                sentence,
                Modifier.padding(vertical = Space.x12).semantics { liveRegion = LiveRegionMode.Polite },
                color = colours.onAccentSoft,
                style = Look.type.body,
            )
        }
    }
    val acts = @Composable { if (action != null) WordButton(action, onAction) }
    if (largeText) {
        Column(ground.padding(horizontal = Space.x16), horizontalAlignment = Alignment.Start) {
            says(Modifier)
            acts()
        }
    } else {
        Row(ground.padding(start = Space.x16, end = Space.x8), verticalAlignment = Alignment.CenterVertically) {
            says(Modifier.weight(1f))
            acts()
        }
    }
}
