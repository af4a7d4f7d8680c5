package notyet.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.TextStyle
import notyet.ui.generated.Icons
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.largeText

/** The way back: [to] is the word of the screen it leads to. */
data class Back(val to: String, val onBack: () -> Unit)

/**
 * A screen's head. Our own: Material's bar has one height whatever the text, and cuts it. Grows and wraps instead.
 *
 * @param title null where the screen begins with a head of its own.
 */
@Composable
fun Header(
    title: String?,
    modifier: Modifier = Modifier,
    back: Back? = null,
    label: String? = null,
    trailing: (@Composable () -> Unit)? = null,
) {
    val side = Modifier.padding(horizontal = Space.x16)
    Column(modifier.fillMaxWidth().padding(top = Space.x8, bottom = Space.x12)) {
        if (back != null) {
            // The words of a button stand 8 dp inside its target: so they line up with the title.
            Row(
                Modifier.fillMaxWidth().padding(horizontal = Space.x8).heightIn(min = Size.target),
                verticalAlignment = Alignment.CenterVertically,
                horizontalArrangement = Arrangement.SpaceBetween,
            ) {
                WordButton(back.to, back.onBack, icon = Icons.arrowBack)
                if (trailing != null) trailing()
            }
            if (title != null) Text(title, side.semantics { heading() }, color = Look.colours.ink, style = Look.type.title)
        } else if (title != null) {
            HeadLine(title, Look.type.title, side, trailing)
        }
        if (label != null) Text(label, side, color = Look.colours.ink2, style = Look.type.label)
    }
}

/** A head and what stands at its end; with large text one below the other. */
@Composable
internal fun HeadLine(title: String, style: TextStyle, modifier: Modifier = Modifier, trailing: (@Composable () -> Unit)?) {
    val head = @Composable { each: Modifier -> Text(title, each.semantics { heading() }, color = Look.colours.ink, style = style) }
    if (largeText) {
        Column(modifier.fillMaxWidth()) {
            head(Modifier)
            if (trailing != null) trailing()
        }
    } else {
        Row(modifier.fillMaxWidth().heightIn(min = Size.target), verticalAlignment = Alignment.CenterVertically) {
            head(Modifier.weight(1f))
            if (trailing != null) trailing()
        }
    }
}
