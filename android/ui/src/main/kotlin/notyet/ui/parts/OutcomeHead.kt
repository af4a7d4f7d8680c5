package notyet.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import notyet.ui.generated.Corner
import notyet.ui.generated.Size
import notyet.ui.generated.Space
import notyet.ui.theme.Look
import notyet.ui.theme.largeText

/**
 * The head of an outcome: sign, level word, "I can" and the level's plain line.
 *
 * @param about what the sign means, shown by a tap on it, which a reader hears as its name.
 * @param spoken what a reader hears instead of the texts, on the level word; null: the texts.
 * @param grows true where a student opens the outcome: at mastery the disc grows, once.
 */
@Composable
fun OutcomeHead(
    sign: SignState,
    word: String,
    statement: String,
    plain: String?,
    about: String,
    modifier: Modifier = Modifier,
    spoken: String? = null,
    grows: Boolean = false,
) {
    var explained by remember { mutableStateOf(false) }
    Column(modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(Space.x8)) {
        val ring = @Composable {
            Box(
                Modifier.tap(Corner.chip) { explained = !explained }.padding(Space.x4).semantics { contentDescription = about },
                contentAlignment = Alignment.Center,
            ) { Sign(sign, size = Size.signHead, grows = grows) }
        }
        val says = @Composable { each: Modifier ->
            Text(word, each.semantics { heading() }.heardAs(spoken), color = Look.colours.ink, style = Look.type.title)
        }
        if (largeText) {
            ring()
            says(Modifier)
        } else {
            Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(Space.x12)) {
                ring()
                says(Modifier.weight(1f))
            }
        }
        if (explained) Text(about, Modifier.clearAndSetSemantics {}, color = Look.colours.ink2, style = Look.type.label)
        val quiet = if (spoken == null) Modifier else Modifier.clearAndSetSemantics {}
        Text(statement, quiet, color = Look.colours.ink, style = Look.type.head)
        if (plain != null) Text(plain, quiet, color = Look.colours.ink2, style = Look.type.body)
    }
}
